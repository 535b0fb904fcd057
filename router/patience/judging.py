"""The judge who goes by the table that holds now."""

from inbox import tables
from inbox.arrivals import Judge
from inbox.door import Conn
from inbox.tables import DEFAULT, NEVER, Stamp
from router.patience.judge import judge_of


class Judging:
    """Keeps the judge of the newest table that it has met. To ask for it costs one small query."""

    def __init__(self) -> None:
        self._met: tuple[Stamp, Judge] = NEVER, judge_of(DEFAULT)

    def within(self, conn: Conn) -> Judge:
        """By the table that holds in this transaction, so nothing is ever judged by one that was replaced."""
        met, judge = self._met
        if (stamp := tables.stamp(conn)) != met:
            judge = judge_of(tables.current(conn).table)
            self._met = stamp, judge
        return judge
