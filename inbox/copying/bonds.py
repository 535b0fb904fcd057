"""What binds rows to one another: while chunks come and go in any order, none of it holds.

Rows may refer to rows that come later, and a name that moved from one row to another is with both for a while. It is
also faster: an index costs less when it is made at once.
"""

from collections.abc import Iterator

from sqlalchemy import Connection, Constraint, Index, Table, UniqueConstraint
from sqlalchemy.schema import AddConstraint, CreateIndex, DropConstraint, DropIndex

from inbox.schema import metadata


def loosen(conn: Connection) -> None:
    """Take away what is there of them; the primary keys stay."""
    for table in metadata.sorted_tables:
        for reference in table.foreign_key_constraints:
            conn.execute(DropConstraint(reference, if_exists=True))
    for table in metadata.sorted_tables:
        for unique in uniques(table):
            conn.execute(DropConstraint(unique, if_exists=True))
        for index in indexes(table):
            conn.execute(DropIndex(index, if_exists=True))


def tighten(conn: Connection) -> Iterator[str]:
    """Put them back, each of which looks through all rows; yields the name of the table it goes on with."""
    for table in metadata.sorted_tables:
        yield table.name
        for unique in uniques(table):
            conn.execute(AddConstraint(unique, isolate_from_table=False))
        for index in indexes(table):
            conn.execute(CreateIndex(index))
    for table in metadata.sorted_tables:
        yield table.name
        for reference in sorted(table.foreign_key_constraints, key=name):
            conn.execute(AddConstraint(reference, isolate_from_table=False))


def uniques(table: Table) -> list[Constraint]:
    return sorted((one for one in table.constraints if isinstance(one, UniqueConstraint)), key=name)


def indexes(table: Table) -> list[Index]:
    return sorted(table.indexes, key=name)


def name(one: Constraint | Index) -> str:
    return str(one.name)
