"""Alembic's entry: the connection comes from `inbox.migrate`, never from a file."""

from alembic import context

from inbox.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,  # SQLite alters a table by copying it
    compare_type=True,
)
context.run_migrations()
