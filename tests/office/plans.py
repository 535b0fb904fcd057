"""How the database answers what a function asks it, in SQLite's words on every engine.

SEARCH a table that an index leads into, SCAN one that is gone through from one end to the other, TEMP B-TREE where rows
are gathered to be sorted: https://www.sqlite.org/eqp.html
"""

import re
from collections.abc import Iterator
from typing import Any

from office.office import Office
from sqlalchemy import Connection, Executable, event

from inbox.schema import metadata

Asked = tuple[str, Any]
AS_IF_FULL = (
    "UPDATE pg_class SET reltuples = reltuples * 1000 WHERE relnamespace = 'public'::regnamespace",
    *(f"SET LOCAL enable_{way} = off" for way in ("seqscan", "hashjoin", "mergejoin")),
)
"""PostgreSQL goes through small tables, whatever indexes they have. What it scans even so, no index can spare it."""
GATHERS = {
    "Sort": "USE TEMP B-TREE FOR ORDER BY",
    "Incremental Sort": "USE TEMP B-TREE FOR LAST TERM OF ORDER BY",
}


def plans(office: Office, work: Any, *args: Any, **kwargs: Any) -> list[str]:
    """The plans of all questions that the work asks, as the database sees them."""
    sent: list[Asked] = []

    def note(conn: Any, cursor: Any, statement: str, parameters: Any, *rest: Any) -> None:
        if statement.startswith(("SELECT", "WITH")):
            sent.append((statement, parameters))

    event.listen(office.readers, "before_cursor_execute", note)
    try:
        office.read(work, *args, **kwargs)
    finally:
        event.remove(office.readers, "before_cursor_execute", note)
    explain = of_sqlite if office.engine.dialect.name == "sqlite" else of_postgresql
    with office.engine.connect() as conn:  # what it pretends is rolled back
        return ["\n".join(explain(conn, asked)) for asked in sent]


def plan(office: Office, question: Executable) -> str:
    """The plan of this one question."""
    (found,) = plans(office, lambda conn: conn.execute(question).all())
    return found


def of_sqlite(conn: Connection, asked: Asked) -> Iterator[str]:
    statement, parameters = asked
    for row in conn.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters).all():
        if "SCAN json_each" in row[3]:  # the list of what was asked for, see inbox.listed
            continue
        step = re.sub(r"(\w+) USING INTEGER PRIMARY KEY", r"\1 USING INDEX pk_\1", row[3])
        yield re.sub(r"sqlite_autoindex_(\w+)_\d+", lambda found: constraint(conn, *found.group(0, 1)), step)


def constraint(conn: Connection, index: str, table: str) -> str:
    """SQLite numbers the indexes of constraints; they go by the constraints' names, as everywhere else."""
    columns = [row.name for row in conn.exec_driver_sql(f"PRAGMA index_info({index})")]
    primary = columns == list(metadata.tables[table].primary_key.columns.keys())
    return f"pk_{table}" if primary else "_".join(("uq", table, *columns))


def of_postgresql(conn: Connection, asked: Asked) -> Iterator[str]:
    statement, parameters = asked
    conn.rollback()
    for pretence in AS_IF_FULL:
        conn.exec_driver_sql(pretence)
    (found,) = conn.exec_driver_sql(f"EXPLAIN (FORMAT JSON) {statement}", parameters).scalar_one()
    yield from steps(found["Plan"], "")


def steps(node: dict[str, Any], table: str) -> Iterator[str]:
    """table: whose rows the node's parent fetches, by the name that the question gives it."""
    table = node.get("Alias", table)
    kind = node["Node Type"]
    if kind == "Seq Scan":
        yield f"SCAN {table}"
    elif "Index Name" in node:
        verb = "SEARCH" if "Index Cond" in node else "SCAN"
        covering = "COVERING " if kind == "Index Only Scan" else ""
        yield f"{verb} {table} USING {covering}INDEX {node['Index Name']}"
    elif kind in GATHERS:
        yield GATHERS[kind]
    for child in node.get("Plans", ()):
        yield from steps(child, table)
