"""The queue, one conversation, and who looks after it."""

import asyncio
from typing import Any, get_args
from uuid import uuid4

import msgspec
import pytest

from inbox.queue import View
from inbox.words import Customer, Message, Thread

NOTHING = dict.fromkeys(("queue", "mine", "team", "snoozed", "mentions"), 0)


@pytest.mark.asyncio
async def test_an_empty_inbox_is_empty(house: Any) -> None:
    browser = await house.browser()
    for view in get_args(View):
        assert (await browser.get(f"/api/v1/threads?view={view}")).json == {"threads": [], "next": None}
    assert (await browser.get("/api/v1/counts")).json == NOTHING


@pytest.mark.asyncio
async def test_whoever_waits_stands_in_the_queue_and_is_counted(house: Any) -> None:
    browser, thread = await house.browser(), await house.thread("Where is my order?")
    answer = await browser.get("/api/v1/threads")
    assert [one["id"] for one in answer.json["threads"]] == [thread.id]
    assert answer.headers["Cache-Control"] == "no-store"
    assert (await browser.get("/api/v1/counts")).json == {**NOTHING, "queue": 1}


@pytest.mark.asyncio
async def test_times_are_utc_and_names_are_those_of_our_words(house: Any) -> None:
    browser, thread = await house.browser(), await house.thread()
    shown = (await browser.get("/api/v1/threads")).json["threads"][0]
    assert set(shown) == set(Thread.__struct_fields__)
    assert shown["due"].endswith("Z")
    assert msgspec.convert(shown, Thread) == thread


@pytest.mark.asyncio
async def test_pages_follow_each_other_without_gap_or_double(house: Any) -> None:
    browser = await house.browser()
    for number in range(120):
        await house.customer_says(f"Hello {number}", f"c{number}@example.org")
    seen: list[str] = []
    after, pages = "", 0
    while True:
        page = (await browser.get(f"/api/v1/threads?view=queue&after={after}")).json
        seen += [one["id"] for one in page["threads"]]
        pages += 1
        if page["next"] is None:
            break
        after = page["next"]
    assert (pages, len(seen), len(set(seen))) == (3, 120, 120)


@pytest.mark.asyncio
async def test_a_page_that_does_not_exist_is_not_found(house: Any) -> None:
    browser = await house.browser()
    assert (await browser.get("/api/v1/threads?after=nonsense")).status == 404


@pytest.mark.asyncio
async def test_a_conversation_comes_with_its_customer_and_the_accounts_by_name(house: Any) -> None:
    browser, thread = await house.browser(), await house.thread("Hello")
    found = (await browser.get(f"/api/v1/threads/{thread.id}")).json
    assert set(found) == {"thread", "customer", "messages", "more", "accounts", "drafts"}
    assert msgspec.convert(found["thread"], Thread) == thread
    assert msgspec.convert(found["customer"], Customer).identities[0].address == "maria@example.org"
    assert [msgspec.convert(one, Message).text for one in found["messages"]] == ["Hello"]
    assert found["more"] is False
    assert found["accounts"] == [{"id": house.account, "channel": "email", "name": "Support"}]


@pytest.mark.asyncio
async def test_older_messages_come_page_by_page_in_order(house: Any) -> None:
    browser = await house.browser()
    for number in range(1, 121):
        said = await house.customer_says(f"{number}")
    path = f"/api/v1/threads/{said.thread_id}"
    found = (await browser.get(path)).json
    assert [one["position"] for one in found["messages"]] == list(range(71, 121))
    assert found["more"] is True
    earlier = (await browser.get(f"{path}/messages?before={found['messages'][0]['id']}")).json
    assert [one["position"] for one in earlier["messages"]] == list(range(21, 71))
    assert earlier["more"] is True
    first = (await browser.get(f"{path}/messages?before={earlier['messages'][0]['id']}")).json
    assert [one["position"] for one in first["messages"]] == list(range(1, 21))
    assert first["more"] is False


@pytest.mark.asyncio
async def test_exactly_one_page_has_nothing_before_it(house: Any) -> None:
    browser = await house.browser()
    for _ in range(50):
        said = await house.customer_says("x")
    assert (await browser.get(f"/api/v1/threads/{said.thread_id}")).json["more"] is False


@pytest.mark.asyncio
@pytest.mark.parametrize("before", ["0", "-1", "x", "99999999999", "1.5", "%00"])
async def test_what_is_no_message_id_is_refused(house: Any, before: str) -> None:
    browser, thread = await house.browser(), await house.thread()
    assert (await browser.get(f"/api/v1/threads/{thread.id}/messages?before={before}")).status in (400, 422)


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("method", "path"),
    [("GET", ""), ("POST", "/take"), ("POST", "/release"), ("POST", "/close"), ("POST", "/reopen")],
)
async def test_a_thread_that_is_not_there_is_not_found(house: Any, method: str, path: str) -> None:
    browser = await house.browser()
    answer = await browser.ask(method, f"/api/v1/threads/{uuid4()}{path}", {})
    assert (answer.status, answer.code) == (404, "not_found")


@pytest.mark.asyncio
async def test_a_thread_is_taken_and_given_back(house: Any) -> None:
    browser, thread = await house.browser("agent", "Ana"), await house.thread()
    taken = (await browser.post(f"/api/v1/threads/{thread.id}/take")).json
    assert taken["assignee_name"] == "Ana"
    assert (await browser.get("/api/v1/counts")).json == {**NOTHING, "mine": 1}
    assert [one["id"] for one in (await browser.get("/api/v1/threads?view=mine")).json["threads"]] == [thread.id]
    given_back = (await browser.post(f"/api/v1/threads/{thread.id}/release")).json
    assert given_back["assignee_id"] is None
    assert (await browser.get("/api/v1/counts")).json["queue"] == 1


@pytest.mark.asyncio
async def test_of_two_who_take_at_once_one_has_it_and_the_other_learns_who(house: Any) -> None:
    ana, ben = await house.browser("agent", "Ana"), await house.browser("agent", "Ben")
    thread = await house.thread()
    path = f"/api/v1/threads/{thread.id}/take"
    answers = await asyncio.gather(ana.post(path), ben.post(path))
    assert sorted(answer.status for answer in answers) == [200, 409]
    winner = next(one.json["assignee_name"] for one in answers if one.status == 200)
    loser = next(one for one in answers if one.status == 409)
    assert loser.sentence == f"{winner} has already taken this thread."


@pytest.mark.asyncio
async def test_a_thread_is_closed_and_opened_again(house: Any) -> None:
    browser, thread = await house.browser(), await house.thread()
    assert (await browser.post(f"/api/v1/threads/{thread.id}/close")).json["status"] == "closed"
    assert (await browser.get("/api/v1/counts")).json == NOTHING
    taking = await browser.post(f"/api/v1/threads/{thread.id}/take")
    assert (taking.status, taking.sentence) == (409, "This thread is closed. Reopen it first.")
    assert (await browser.post(f"/api/v1/threads/{thread.id}/reopen")).json["status"] == "open"


@pytest.mark.asyncio
async def test_views_that_do_not_exist_are_named_as_such(house: Any) -> None:
    browser = await house.browser()
    answer = await browser.get("/api/v1/threads?view=everything")
    assert answer.status == 422
    assert "everything" in answer.sentence
