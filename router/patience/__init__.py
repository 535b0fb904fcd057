"""How long a thread may wait: `due = waiting since + patience`, and why.

Patience is never longer than the table's longest, so nobody is overtaken by somebody who arrives that much later.
"""

from datetime import timedelta

from inbox.tables import DEFAULT
from router.patience.judge import Patience, judge_of
from router.patience.judging import Judging

judge = judge_of(DEFAULT)
ANGRY = DEFAULT.mood.angry
UPSET = -DEFAULT.mood.upset
LONGEST = timedelta(minutes=DEFAULT.longest)

__all__ = ["ANGRY", "LONGEST", "UPSET", "Judging", "Patience", "judge", "judge_of"]
