"""How each agent wants their own screens to behave. What they never said follows the defaults, also later ones."""

from datetime import datetime
from typing import Annotated, Any, Literal

import msgspec
from msgspec import UNSET, Meta, Struct, UnsetType
from sqlalchemy import Connection, select, update

from inbox import events
from inbox.errors import Conflict
from inbox.schema import user
from inbox.words import UserId

Hold = Literal[0, 5, 10, 20, 30]
Notify = Literal["off", "mine", "all"]
Command = Annotated[str, Meta(pattern=r"^[a-zA-Z.]{1,30}\Z")]
Keys = Annotated[str, Meta(pattern=r"^(\S{1,4}( \S{1,4})?)?\Z")]
"""One or two presses, as browsers name them: "e", "g q"; "" for none."""
MOST_KEYS = 100


class Preferences(Struct, frozen=True):
    """hold: seconds that an answer is kept back, so that it can be undone. tone: harsh answers are asked about.

    notify: of whose threads the desktop tells. shortcuts: whether single keys do anything. keys: the agent's own, by
    command; whatever is not named has its usual one.
    """

    hold: Hold = 5
    tone: bool = True
    notify: Notify = "off"
    sound: bool = False
    shortcuts: bool = True
    keys: dict[Command, Keys] = {}


class Wish(Struct, frozen=True):
    """A JSON merge patch (RFC 7396) of Preferences: what is not there stays, and null makes it the default again."""

    hold: Hold | UnsetType | None = UNSET
    tone: bool | UnsetType | None = UNSET
    notify: Notify | UnsetType | None = UNSET
    sound: bool | UnsetType | None = UNSET
    shortcuts: bool | UnsetType | None = UNSET
    keys: dict[Command, Keys | None] | UnsetType | None = UNSET


def of(conn: Connection, user_id: UserId) -> Preferences:
    return known(conn.execute(select(user.c.preferences).where(user.c.id == user_id)).scalar_one())


def change(conn: Connection, user_id: UserId, wish: Wish, now: datetime) -> Preferences:
    """Raises Conflict where there would be too many keys of their own. Their other screens follow at once."""
    said = select(user.c.preferences).where(user.c.id == user_id).with_for_update()
    wanted = merged(conn.execute(said).scalar_one(), msgspec.to_builtins(wish))
    if len(wanted.get("keys", ())) > MOST_KEYS:
        raise Conflict(f"At most {MOST_KEYS} keys can be your own. Set some back first.")
    conn.execute(update(user).where(user.c.id == user_id).values(preferences=wanted))
    events.record(conn, "user.changed", now, actor_id=user_id, data={"user_id": user_id})
    return known(wanted)


def known(said: dict[str, Any]) -> Preferences:
    return msgspec.convert(said, Preferences)


def merged(said: dict[str, Any], patch: dict[str, Any]) -> dict[str, Any]:
    """As RFC 7396 has it."""
    after = dict(said)
    for name, wanted in patch.items():
        if wanted is None:
            after.pop(name, None)
        else:
            after[name] = merged(after.get(name) or {}, wanted) if isinstance(wanted, dict) else wanted
    return after
