"""What waits for no team in particular has an index of its own, as what waits for one has."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

TEAMLESS = sa.text("team_id IS NULL AND assignee_id IS NULL AND due IS NOT NULL")


def upgrade() -> None:
    columns = ["assignee_id", "team_id", "due", "id"]
    op.create_index("ix_thread_teamless", "thread", columns, sqlite_where=TEAMLESS, postgresql_where=TEAMLESS)


def downgrade() -> None:
    op.drop_index("ix_thread_teamless", table_name="thread")
