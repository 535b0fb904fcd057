"""Who may see what."""

from sqlalchemy import ColumnElement, FromClause, true


def visible(shown: FromClause) -> ColumnElement[bool]:
    """Whether a search shows this thread and its customer. Every agent sees everything; less would be said here."""
    return true()
