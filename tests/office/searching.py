"""What an office finds, once the index has caught up with its events."""

from office.office import Office

from inbox import search
from inbox.events import since
from inbox.fulltext import following
from inbox.search import Found, Hit
from router.asked import asked
from router.indexing import level


def catch_up(office: Office) -> None:
    office.write(following.follow, office.read(since, office.read(following.stands_at), 100_000), level)


def find(office: Office, typed: str, page: str | None = None, limit: int = 20) -> Found:
    """What somebody finds who types this now; with a blank behind it, its last word is whole."""
    catch_up(office)
    return office.read(search.find, asked(typed, office.clock()), page, limit)


def texts(office: Office, typed: str) -> list[str]:
    """The texts of the messages that are found, newest first."""
    return [said(hit) for hit in find(office, typed).messages]


def said(hit: Hit) -> str:
    return "".join(piece.text for piece in hit.snippet)


def marked(hit: Hit) -> list[str]:
    return [piece.text for piece in hit.snippet if piece.hit]


def people(office: Office, typed: str) -> list[str]:
    return [one.name for one in find(office, typed).people]
