"""The files that the attachments' folder should hold."""

from sqlalchemy import Connection, select

from inbox.schema import attachment


def newest(conn: Connection, count: int) -> list[str]:
    """The paths of the last that were kept, within the folder."""
    paths = select(attachment.c.path).where(attachment.c.state == "kept")
    return list(conn.execute(paths.order_by(attachment.c.id.desc()).limit(count)).scalars())
