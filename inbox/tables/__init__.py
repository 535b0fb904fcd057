"""How long people may wait, as a supervisor wrote it down: every saved table is kept, and the newest one holds."""

from inbox.tables.applying import mark_applied, unapplied, waiting
from inbox.tables.document import (
    DEFAULT,
    Alarms,
    Field,
    Hours,
    OfMood,
    OfSignals,
    OfSituation,
    OfTeam,
    Rule,
    Signal,
    Span,
    Step,
    Table,
    When,
)
from inbox.tables.sound import Unsound, demand_sound
from inbox.tables.storage import NEVER, Saved, Saving, Stamp, current, history, restore, save, stamp

__all__ = [
    "DEFAULT", "NEVER", "Alarms", "Field", "Hours", "OfMood", "OfSignals", "OfSituation", "OfTeam", "Rule", "Saved",
    "Saving", "Signal", "Span", "Stamp", "Step", "Table", "Unsound", "When", "current", "demand_sound", "history",
    "mark_applied", "restore", "save", "stamp", "unapplied", "waiting",
]  # fmt: skip
