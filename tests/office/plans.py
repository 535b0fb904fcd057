"""How the database answers what a function asks it."""

from typing import Any

from office.office import Office
from sqlalchemy import event


def plans(office: Office, work: Any, *args: Any, **kwargs: Any) -> list[str]:
    """The plans of all questions that the work asks, as the database sees them."""
    sent: list[tuple[str, Any]] = []

    def note(conn: Any, cursor: Any, statement: str, parameters: Any, *rest: Any) -> None:
        if statement.startswith(("SELECT", "WITH")):
            sent.append((statement, parameters))

    event.listen(office.readers, "before_cursor_execute", note)
    try:
        office.read(work, *args, **kwargs)
    finally:
        event.remove(office.readers, "before_cursor_execute", note)
    with office.readers.connect() as conn:
        return [
            "\n".join(row[3] for row in conn.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters))
            for statement, parameters in sent
        ]
