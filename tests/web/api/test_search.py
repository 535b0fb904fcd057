"""GET /search: what an agent finds, and how a question was read."""

from typing import Any
from urllib.parse import urlencode

import pytest
import pytest_asyncio
from sqlalchemy import Connection

from inbox import answers, events, threads
from inbox.answers import Note
from inbox.fulltext import following
from router.indexing import level

pytestmark = pytest.mark.asyncio


@pytest_asyncio.fixture
async def browser(house: Any) -> Any:
    return await house.browser()


async def find(house: Any, browser: Any, **asked: str) -> Any:
    """As the screen asks, once the index has caught up."""
    await house.inbox.write(catch_up)
    return await browser.get(f"/api/v1/search?{urlencode(asked)}")


def catch_up(conn: Connection) -> None:
    following.follow(conn, events.since(conn, following.stands_at(conn), 10_000), level)


async def test_people_and_messages_are_found(house: Any, browser: Any) -> None:
    said = await house.customer_says("La avería sigue aquí")
    thread = await house.inbox.read(threads.get, said.thread_id)
    answer = await find(house, browser, q="averia")
    assert answer.status == 200, answer.body
    [hit] = answer.json["messages"]
    assert hit == {
        "message_id": said.id, "thread_id": said.thread_id, "customer_id": thread.customer_id, "customer_name": "Maria",
        "channel": "email", "direction": "in", "at": hit["at"], "subject": "Order", "anger": 0.0,
        "snippet": [
            {"text": "La ", "hit": False}, {"text": "avería", "hit": True}, {"text": " sigue aquí", "hit": False},
        ],
    }  # fmt: skip
    assert (answer.json["people"], answer.json["next"]) == ([], None)
    found = await find(house, browser, q="maria@exam")
    assert found.json["people"] == [
        {
            "customer_id": thread.customer_id, "thread_id": thread.id, "name": "Maria",
            "addresses": ["maria@example.org"], "last_at": found.json["people"][0]["last_at"],
        }
    ]  # fmt: skip


async def test_it_says_how_it_read_the_question(house: Any, browser: Any) -> None:
    asked = 'from:ana angry in 2026-03 tag:refund is:open channel:sms -later "my order" broken'
    assert (await find(house, browser, q=asked)).json["understood"] == {
        "words": ["-later", '"my order"', "broken"], "from": "ana", "channel": "sms", "direction": None,
        "tag": "refund", "status": "open", "mood": "angry", "after": "2026-03-01T00:00:00Z",
        "before": "2026-04-01T00:00:00Z",
    }  # fmt: skip


async def test_filters_of_their_own_hold_whatever_the_words_say(house: Any, browser: Any) -> None:
    given = {"channel": "chat", "direction": "note", "tag": "x", "status": "closed", "mood": "upset"}
    understood = (await find(house, browser, q="channel:sms is:open angry in:out", **given)).json["understood"]
    assert {name: understood[name] for name in given} == given


async def test_days_begin_when_they_do_in_the_agents_zone(house: Any, browser: Any) -> None:
    answer = await find(house, browser, zone="Europe/Madrid", after="2026-07-01", before="2026-07-02T12:00:00Z")
    understood = answer.json["understood"]
    assert (understood["after"], understood["before"]) == ("2026-06-30T22:00:00Z", "2026-07-02T12:00:00Z")


async def test_notes_and_directions_can_be_asked_for(house: Any, browser: Any) -> None:
    said, ben = await house.customer_says("the parcel"), await house.user("agent", "Ben")
    note = Note(said.thread_id, ben.id, "parcel was never sent", "c1")
    await house.inbox.write(answers.note, note, house.inbox.clock())
    directions = [hit["direction"] for hit in (await find(house, browser, q="parcel")).json["messages"]]
    assert directions == ["note", "in"]
    assert len((await find(house, browser, q="parcel", direction="note")).json["messages"]) == 1


async def test_pages_follow_each_other(house: Any, browser: Any) -> None:
    for number in range(23):
        await house.customer_says(f"page {number}")
    first = (await find(house, browser, q="page")).json
    assert len(first["messages"]) == 20
    second = (await find(house, browser, q="page", page=first["next"])).json
    assert len(second["messages"]) == 3
    assert (second["next"], second["people"]) == (None, [])
    ids = [hit["message_id"] for hit in (*first["messages"], *second["messages"])]
    assert len(set(ids)) == 23


@pytest.mark.parametrize(
    ("asked", "status", "word"),
    [
        ({"page": "x"}, 404, "Search again"), ({"zone": "Mars/Base"}, 422, "time zone"),
        ({"zone": "../../etc/passwd"}, 422, "time zone"), ({"after": "soon"}, 422, "2026-03-31"),
        ({"before": "9999-12-31T23:59:59-23:00"}, 422, "2026-03-31"), ({"mood": "purple"}, 422, "mood"),
        ({"q": "x" * 1001}, 422, "1000"), ({"status": "ajar"}, 422, "status"),
    ],
)  # fmt: skip
async def test_what_does_not_fit_is_told_in_a_sentence(
    house: Any, browser: Any, asked: dict[str, str], status: int, word: str
) -> None:
    answer = await find(house, browser, **{"q": "x", **asked})
    assert answer.status == status, answer.body
    assert word in answer.sentence


@pytest.mark.parametrize("typed", ['"', "*", "a* OR NEAR(", "😀", "-", "!!!", "'; --", "words:a", '" OR "'])
async def test_nothing_that_can_be_typed_breaks_it(house: Any, browser: Any, typed: str) -> None:
    await house.customer_says("words")
    for asked in ({"q": typed}, {"q": "words", "channel": typed}, {"q": "words", "tag": typed}):
        answer = await find(house, browser, **asked)
        assert answer.status == 200, answer.body


async def test_only_colleagues_search(house: Any) -> None:
    answer = await find(house, house.stranger(), q="order")
    assert answer.status == 401
