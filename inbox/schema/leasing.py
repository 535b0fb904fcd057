"""Who does what, where several processes share one database."""

from sqlalchemy import BigInteger, Column, Table, Text

from inbox.schema.columns import Instant, metadata

lease = Table(
    "lease",  # its rows stay: a token must never be given twice
    metadata,
    Column("name", Text, primary_key=True),  # of the work, such as "listen <account>"
    Column("holder", Text, nullable=False),  # the process that does it; "" while nobody does
    Column("token", BigInteger, nullable=False),  # grows with every holder
    Column("until", Instant, nullable=False),
)
