"""Customers and their addresses."""

from sqlalchemy import JSON, Boolean, Column, ForeignKey, Index, Table, Text, UniqueConstraint, false, text

from inbox.schema.columns import Id, Instant, metadata

customer = Table(
    "customer",
    metadata,
    Column("id", Id, primary_key=True),
    Column("name", Text, nullable=False, default=""),
    Column("about", Text, nullable=False, server_default=text("''")),  # what colleagues should know, in their own words
    Column("language", Text, nullable=False, server_default=text("''")),  # ISO 639-1, "" while nobody can tell
    Column("zone", Text, nullable=False, server_default=text("''")),  # IANA name or "+02:00", "" while nobody can tell
    Column("fields", JSON, nullable=False, server_default=text("'{}'")),  # whatever a company keeps about its customers
    Column("created_at", Instant, nullable=False),
    Column("erased_at", Instant),
)

identity = Table(
    "identity",
    metadata,
    Column("id", Id, primary_key=True),
    Column("customer_id", Id, ForeignKey("customer.id"), nullable=False, index=True),
    Column("channel", Text, nullable=False),
    Column("scope", Text, nullable=False, default=""),  # an account id where the address means nothing elsewhere
    Column("address", Text, nullable=False),
    Column("display", Text, nullable=False, default=""),
    Column("evidence", Text, nullable=False),
    Column("how", Text, nullable=False, default=""),
    Column("by_id", Id),
    Column("evidence_at", Instant, nullable=False),
    Column("shut", Text, nullable=False, default=""),  # why nothing may be sent there: opted_out, unreachable
    Column("shut_detail", Text, nullable=False, default=""),
    Column("shut_at", Instant),
    Column("shared", Boolean, nullable=False, server_default=false()),  # several people use it, so it proves nobody
    Column("ask_at", Instant),  # when its provider may be asked who this is; None once nobody need be
    Column("created_at", Instant, nullable=False),
    Column("seen_at", Instant),  # when its chat window was last open, to the minute
    UniqueConstraint("channel", "scope", "address"),
)
Index(
    "ix_identity_stranger",
    identity.c.channel,
    identity.c.ask_at,
    sqlite_where=identity.c.ask_at.is_not(None),
    postgresql_where=identity.c.ask_at.is_not(None),
)

claim = Table(
    "claim",
    metadata,
    Column("customer_id", Id, ForeignKey("customer.id"), primary_key=True),
    Column("channel", Text, primary_key=True),
    Column("address", Text, primary_key=True),
    Column("how", Text, nullable=False, server_default=text("''")),
    Column("created_at", Instant, nullable=False),
)
Index("ix_claim_address", claim.c.channel, claim.c.address)
