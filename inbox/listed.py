"""Many values in one question, as one parameter, so that the statement reads the same however many there are.

With a parameter for each value, SQLAlchemy writes the statement anew every time and the database plans it anew: a third
of what it cost to thread a group of messages. And where pairs are written out, SQLite goes through the whole table.
"""

from collections.abc import Sequence
from typing import Any, Self

from msgspec.json import encode
from sqlalchemy import Boolean, Column, Dialect, Text, TypeDecorator, bindparam
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

Names = Sequence[str | int] | Sequence[tuple[str, ...]]
"""Of one column, or of several."""


class Listed(FunctionElement[bool]):
    """Whether the column, or the columns together, are one of the names."""

    inherit_cache = True
    type = Boolean()

    def __init__(self, columns: Sequence[Column[Any]], names: Names | None = None, by: str | None = None) -> None:
        """by: what the names will be given as, where the statement is made before there are any."""
        kind = Written(*(column.type for column in columns))
        super().__init__(*columns, bindparam(by, type_=kind) if by else bindparam(None, names, type_=kind))

    def self_group(self, against: object = None) -> Self:
        """As it stands: compared with true, as is done with other functions, no index would answer it."""
        return self


class Written(TypeDecorator[Names]):
    """Names as JSON, each part as the type of its column has it."""

    impl = Text
    cache_ok = True

    def __init__(self, *types: Any) -> None:
        super().__init__()
        self.types = types

    def process_bind_param(self, value: Any, dialect: Dialect) -> str:
        stores = [one.dialect_impl(dialect).bind_processor(dialect) for one in self.types]
        if len(stores) == 1 and stores[0]:
            value = [stores[0](one) for one in value]
        elif any(stores):
            value = [[store(one) if store else one for store, one in zip(stores, name, strict=True)] for name in value]
        return encode(value, enc_hook=str).decode()  # headers of a mail are kinds of str


@compiles(Listed)
def of_sqlite(listed: Listed, compiler: SQLCompiler, **given: Any) -> str:
    """For whoever prints it, too. https://www.sqlite.org/json1.html#jeach"""
    *columns, names = (compiler.process(one, **given) for one in listed.clauses)
    several = [f"json_extract(value, '$[{number}]')" for number in range(len(columns))]
    return one_of(columns, several if len(columns) > 1 else ["value"], f"json_each({names})")


@compiles(Listed, "postgresql")
def of_postgresql(listed: Listed, compiler: SQLCompiler, **given: Any) -> str:
    """https://www.postgresql.org/docs/current/functions-json.html"""
    *columns, names = (compiler.process(one, **given) for one in listed.clauses)
    types = [compiler.dialect.type_compiler_instance.process(one.type) for one in listed.clauses][:-1]
    several = [f"CAST(value ->> {number} AS {one})" for number, one in enumerate(types)]
    if len(columns) > 1:
        return one_of(columns, several, f"json_array_elements(CAST({names} AS JSON))")
    return one_of(columns, [f"CAST(value AS {types[0]})"], f"json_array_elements_text(CAST({names} AS JSON))")


def one_of(columns: list[str], values: list[str], listed: str) -> str:
    """Each is the compiler's own text; what was given stands in a parameter."""
    return f"({', '.join(columns)}) IN (SELECT {', '.join(values)} FROM {listed})"  # noqa: S608  # see above
