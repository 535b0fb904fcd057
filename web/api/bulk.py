"""One step for many threads at once."""

from typing import Annotated

import msgspec

from inbox.bulk import Deed, Outcome, StepName
from inbox.episodes import LONGEST_TAG
from inbox.words import ThreadId, UserId
from router import triage
from web.answers import Denied
from web.api.messages import Uuid
from web.api.snooze import Moment
from web.call import Call
from web.table import Table

routes = Table()

MOST = 200
ONCE = 50
"""Threads of one write: what others want to write gets in between."""


class Many(msgspec.Struct, frozen=True):
    """user_id: for "assign", null for nobody. until: for "snooze", null until they reply. tag: for "tag" and "untag".

    undo: for "reopen": as they stood before they were closed.
    """

    threads: Annotated[list[Uuid], msgspec.Meta(min_length=1, max_length=MOST)]
    step: StepName
    user_id: Uuid | None = None
    until: Moment | None = None
    tag: Annotated[str, msgspec.Meta(max_length=LONGEST_TAG)] = ""
    undo: bool = False


@routes.on("POST", "/api/v1/bulk", "agent", takes=Many, gives=list[Outcome])
async def do(call: Call[Many]) -> list[Outcome]:
    """Do it to each that allows it. The answer says of each how it stands, and why it was not done."""
    body = call.body
    if body.step in ("tag", "untag") and not body.tag.strip():
        raise Denied(422, "no_tag", "Say which tag.", field="tag")
    to = UserId(body.user_id) if body.user_id else None
    deed = Deed(body.step, call.user.id, to, body.until, body.tag, body.undo)
    ids = [ThreadId(one.lower()) for one in body.threads]
    parts = [ids[at : at + ONCE] for at in range(0, len(ids), ONCE)]
    return [one for part in parts for one in await call.inbox.write(triage.do, part, deed, call.now)]
