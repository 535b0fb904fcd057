"""A visitor proves an address by a code that arrives there, as the server sees it; with real mail."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, update

from inbox import accounts, customers, merging
from inbox.door import Inbox
from inbox.schema import identity
from router.service import Router
from tests.web.chat.post import Post
from tests.web.chat.shop import Shop, Visitor

pytestmark = pytest.mark.asyncio

Visitors = Callable[[], Visitor]


async def ask(visitor: Visitor, email: str, **more: str) -> int:
    return (await visitor.post("code", {"email": email, **more})).status


async def enter(visitor: Visitor, code: str) -> tuple[int, str]:
    """The status, and the address or the error's code."""
    answer = await visitor.post("code/check", {"code": code})
    said = await answer.json()
    return answer.status, said["email"] if answer.status == 200 else said["error"]["code"]


async def sees(visitor: Visitor) -> list[str]:
    return [line["text"] for line in (await visitor.knock(visitor_token=visitor.token))["messages"]]


def other_than(code: str, number: int = 1) -> str:
    return f"{(int(code) + number) % 1_000_000:06}"


async def test_a_chat_visitor_who_types_a_known_customers_email_sees_nothing_of_that_customer_before_and_after_an_agent_confirms_until_the_code_or_token_proves_it(  # noqa: E501  # the promise as it was made
    visitor: Visitor, shop: Shop, post: Post, router: Router
) -> None:
    maria = post.of("maria")
    known = await post.hears(maria, "Where is my order?")
    await visitor.write("I am Maria, believe me", "c1", email=maria)
    said = await shop.settle(2)
    assert await sees(visitor) == ["I am Maria, believe me"]
    stranger = next(one for one in said if one.channel == "chat").thread_id
    owner = next(one.customer_id for one in await shop.threads() if one.id == stranger)
    await shop.inbox.write(merging.merge, owner, known.customer_id, "said so", shop.ana.id, shop.inbox.clock())
    assert await sees(visitor) == ["I am Maria, believe me"]
    await shop.answer("We will see", visitor.address)
    assert await sees(visitor) == ["I am Maria, believe me", "We will see"]
    assert visitor.welcome["proven"] == []
    assert await ask(visitor, maria) == 200
    assert await sees(visitor) == ["I am Maria, believe me", "We will see"]
    assert await enter(visitor, await post.code(maria)) == (200, maria)
    assert await sees(visitor) == ["Where is my order?", "I am Maria, believe me", "We will see"]
    assert visitor.welcome["proven"] == [maria]


async def test_the_code_comes_by_a_mail_of_its_own_that_stands_in_no_thread(
    visitor: Visitor, shop: Shop, post: Post
) -> None:
    maria = post.of("maria")
    known = await post.hears(maria, "Where is my order?")
    await ask(visitor, maria)
    (mail,) = await post.mails(maria)
    code = await post.code(maria)
    assert mail["Subject"] == f"{code} is your code"
    assert str(mail["From"]) == f"Acme Support <{post.address}>"
    assert "chat of Acme" in mail.get_content()
    assert [mail[name] for name in ("Reply-To", "In-Reply-To", "References")] == [None] * 3
    assert [one.text for one in await shop.said()] == ["Where is my order?"]
    assert known.last_position == 1


async def test_a_spaniard_is_written_to_in_spanish(visitor: Visitor, post: Post) -> None:
    await ask(visitor, post.of("maria"), language="es")
    (mail,) = await post.mails(post.of("maria"))
    assert mail["Subject"] == f"{await post.code(post.of('maria'))} es tu código"
    assert "chat de Acme" in mail.get_content()


async def test_the_answer_is_the_same_whether_or_not_anybody_knows_the_address(
    visitors: Visitors, shop: Shop, post: Post
) -> None:
    known, unknown, shared = post.of("known"), post.of("unknown"), post.of("info")
    await post.hears(known, "Hello")
    await post.hears(shared, "Hello from all of us")
    await shop.inbox.write(mark_shared, shared)
    answers = []
    for email in (known, unknown, shared):
        visitor = visitors()
        await visitor.knock()
        answer = await visitor.post("code", {"email": email})
        wrong = await visitor.post("code/check", {"code": other_than(await post.code(email))})
        answers.append((answer.status, await answer.json(), wrong.status, await wrong.json()))
    assert answers[0] == answers[1] == answers[2]


def mark_shared(conn: Connection, address: str) -> None:
    conn.execute(update(identity).where(identity.c.address == address).values(shared=True))


async def test_a_shared_address_proves_nobody(visitor: Visitor, shop: Shop, post: Post, router: Router) -> None:
    info = post.of("info")
    await post.hears(info, "We all read this")
    await shop.inbox.write(mark_shared, info)
    await ask(visitor, info)
    assert await enter(visitor, await post.code(info)) == (409, "shared")
    assert await sees(visitor) == []


async def test_codes_cannot_be_guessed(visitor: Visitor, post: Post) -> None:
    maria = post.of("maria")
    await ask(visitor, maria)
    code = await post.code(maria)
    guesses = [await enter(visitor, other_than(code, number)) for number in range(1, 6)]
    assert guesses == [(422, "wrong_code")] * 5
    assert await enter(visitor, code) == (409, "no_code")


async def test_who_guesses_fast_is_slowed_down(visitor: Visitor) -> None:
    answers = [(await enter(visitor, "000000"))[0] for _ in range(12)]
    assert answers == [409] * 10 + [429] * 2


async def test_a_code_is_good_for_whom_it_was_sent_to_alone_and_once(
    visitor: Visitor, visitors: Visitors, shop: Shop, post: Post, router: Router
) -> None:
    maria, eve = post.of("maria"), visitors()
    await post.hears(maria, "Where is my order?")
    await eve.knock()
    await ask(visitor, maria)
    code = await post.code(maria)
    assert await enter(eve, code) == (409, "no_code")
    await ask(eve, post.of("eve"))
    await post.code(post.of("eve"))
    if code != await post.code(post.of("eve")):
        assert await enter(eve, code) == (422, "wrong_code")
    assert await sees(eve) == []
    assert await enter(visitor, f" {code[:3]} {code[3:]}\n") == (200, maria)
    assert await enter(visitor, code) == (409, "no_code")
    assert await enter(eve, code) != (200, maria)


async def test_a_code_that_was_asked_for_ones_own_address_opens_no_other(
    visitor: Visitor, post: Post, router: Router
) -> None:
    maria, eve = post.of("maria"), post.of("eve")
    await post.hears(maria, "Where is my order?")
    await ask(visitor, eve)
    mine = await post.code(eve)
    await ask(visitor, maria)
    hers = await post.code(maria)
    if mine != hers:
        assert await enter(visitor, mine) == (422, "wrong_code")
    assert await sees(visitor) == []


async def test_a_code_expires(visitor: Visitor, inbox: Inbox, post: Post) -> None:
    maria, start = post.of("maria"), inbox.clock
    await ask(visitor, maria)
    code = await post.code(maria)
    assert (await visitor.knock(visitor_token=visitor.token))["asked"] == maria
    inbox.clock = lambda: start() + timedelta(minutes=10)
    assert (await visitor.knock(visitor_token=visitor.token))["asked"] == ""
    assert await enter(visitor, code) == (409, "no_code")


async def test_asking_has_an_end(visitor: Visitor, visitors: Visitors, post: Post) -> None:
    maria = post.of("maria")
    assert [await ask(visitor, maria) for _ in range(4)] == [200, 200, 200, 429]
    stranger = visitors()
    await stranger.knock()
    assert await ask(stranger, maria) == 429, "nobody's mailbox is flooded by many visitors either"
    assert len(await post.mails(maria, 3)) == 3


@pytest.mark.parametrize(
    "email",
    [
        "",
        "maria",
        "a@b",
        "x@y.z\nBcc: eve@example.com",
        "a@example.com, b@example.com",
        "Ana <>",
        "Ana <a@example.com>",
    ],
)
async def test_what_is_no_address_is_refused(visitor: Visitor, post: Post, email: str) -> None:
    answer = await visitor.post("code", {"email": email})
    assert (answer.status, (await answer.json())["error"]["code"]) == (422, "no_address")


async def test_our_own_address_is_nobodys_to_prove(visitor: Visitor, post: Post) -> None:
    assert await ask(visitor, post.address.upper()) == 422


@pytest.mark.parametrize("body", [{"email": 7}, {"email": "x" * 300}, {"email": "a@example.com", "language": "xx"}, {}])
async def test_a_bad_body_is_the_callers_fault(visitor: Visitor, post: Post, body: dict[str, Any]) -> None:
    assert (await visitor.post("code", body)).status == 422
    assert (await visitor.post("code/check", {"code": "1" * 41})).status == 422


async def test_nobody_asks_without_a_session(visitors: Visitors, post: Post) -> None:
    stranger = visitors()
    stranger.token = "made up"
    assert await ask(stranger, post.of("maria")) == 401
    assert (await stranger.post("code/check", {"code": "000000"})).status == 401


async def test_without_an_email_account_it_says_so_and_offers_nothing(visitor: Visitor) -> None:
    assert visitor.welcome["proofs"] is False
    answer = await visitor.post("code", {"email": "maria@example.com"})
    assert (answer.status, (await answer.json())["error"]["code"]) == (409, "no_sender")


async def test_a_paused_account_sends_nothing(visitor: Visitor, inbox: Inbox, post: Post) -> None:
    assert (await visitor.knock(visitor_token=visitor.token))["proofs"] is True
    await inbox.write(accounts.pause, post.account, True, inbox.clock())
    assert await ask(visitor, post.of("maria")) == 409


@pytest.mark.parametrize("name", ["temp", "gone", "late-temp", "late-gone"])
async def test_a_mail_that_does_not_leave_is_said_in_a_sentence(visitor: Visitor, post: Post, name: str) -> None:
    answer = await visitor.post("code", {"email": f"{name}@example.test"})
    said = (await answer.json())["error"]
    assert (answer.status, said["code"]) == (503, "unsent")
    assert "example.test" not in said["message"]
    assert "4.2.0" not in said["message"]


async def test_a_mail_server_that_is_down_is_said_in_a_sentence(visitor: Visitor, inbox: Inbox, post: Post) -> None:
    settings = (await inbox.read(accounts.get, post.account)).settings | {"smtp_port": 9}
    await inbox.write(accounts.update_settings, inbox.box, post.account, "Mail", settings, {}, inbox.clock())
    assert await ask(visitor, post.of("maria")) == 503


async def test_the_proof_reaches_every_window_that_is_open_and_what_comes_later_too(
    visitor: Visitor, shop: Shop, post: Post, router: Router
) -> None:
    maria = post.of("maria")
    known = await post.hears(maria, "Where is my order?")
    await shop.write_to(known.id, "On its way", maria)
    await visitor.write("Hello", "c1")
    async with visitor.listening() as hearing:
        assert await hearing.next("proofs") == {"asked": "", "proven": []}
        assert (await hearing.next())["text"] == "Hello"
        await ask(visitor, maria)
        await enter(visitor, await post.code(maria))
        assert await hearing.next("proofs") == {"asked": "", "proven": [maria]}
        history = [await hearing.next() for _ in range(2)]
        assert [(one["text"], one["channel"], one["subject"]) for one in history] == [
            ("Where is my order?", "email", "My order"),
            ("On its way", "email", "My order"),
        ]
        await post.hears(maria, "I wrote another mail")
        assert (await hearing.next())["text"] == "I wrote another mail"
        await shop.write_to(known.id, "And we answered", maria)
        assert (await hearing.next())["text"] == "And we answered"
        await shop.answer("In the chat, too", visitor.address)
        assert (await hearing.next())["text"] == "In the chat, too"
        assert await hearing.silent()


async def test_a_window_that_was_away_hears_the_history_when_it_comes_back(
    visitor: Visitor, shop: Shop, post: Post, router: Router
) -> None:
    maria = post.of("maria")
    await post.hears(maria, "Where is my order?")
    await visitor.write("Hello", "c1")
    async with visitor.listening() as hearing:
        last = (await hearing.next())["place"]
    await ask(visitor, maria)
    await enter(visitor, await post.code(maria))
    await shop.answer("Hi", visitor.address)
    async with visitor.listening(last) as hearing:
        heard = {(await hearing.next())["text"] for _ in range(3)}
    assert heard == {"Where is my order?", "Hello", "Hi"}, "the last line may come again, and none is missing"


async def test_who_proves_first_and_writes_then_is_who_they_say(
    visitor: Visitor, shop: Shop, post: Post, router: Router
) -> None:
    maria = post.of("maria")
    known = await post.hears(maria, "Where is my order?")
    async with visitor.listening() as hearing:
        await hearing.next("proofs")
        await ask(visitor, maria)
        await enter(visitor, await post.code(maria))
        assert (await hearing.next())["text"] == "Where is my order?"
        await visitor.write("It is me", "c1")
        assert (await hearing.next())["text"] == "It is me"
    assert {one.thread_id for one in await shop.settle(2)} == {known.id}


async def test_notes_stay_inside_whatever_is_proven(visitor: Visitor, shop: Shop, post: Post, router: Router) -> None:
    maria = post.of("maria")
    known = await post.hears(maria, "Where is my order?")
    await shop.note("A difficult customer", known.id)
    await ask(visitor, maria)
    await enter(visitor, await post.code(maria))
    assert await sees(visitor) == ["Where is my order?"]
    async with visitor.listening() as hearing:
        await hearing.next()
        await shop.note("Very difficult", known.id)
        assert await hearing.silent()


async def test_nobody_confirms_by_chat_what_was_sent_by_mail(
    visitor: Visitor, shop: Shop, post: Post, router: Router
) -> None:
    maria = post.of("maria")
    known = await post.hears(maria, "Where is my order?")
    answer = await shop.write_to(known.id, "On its way", maria)
    await ask(visitor, maria)
    await enter(visitor, await post.code(maria))
    looked = await visitor.post("receipts", {"state": "read", "message_ids": [answer.id]})
    assert (await looked.json())["message_ids"] == []


async def test_a_signed_token_with_the_address_proves_it_as_well(
    visitors: Visitors, shop: Shop, post: Post, router: Router, signed: Callable[..., str]
) -> None:
    maria = post.of("maria")
    known = await post.hears(maria, "Where is my order?")
    visitor = visitors()
    welcome = await visitor.knock(jwt=signed(email=maria, name="Maria"))
    assert [line["text"] for line in welcome["messages"]] == ["Where is my order?"]
    assert welcome["proven"] == [maria]
    await visitor.write("Me again, on the site", "c1")
    assert {one.thread_id for one in await shop.settle(2)} == {known.id}


@pytest.mark.parametrize("claims", [{"email_verified": False}, {"email": "not an address"}])
async def test_a_token_that_does_not_vouch_for_the_address_proves_nothing(
    visitors: Visitors, shop: Shop, post: Post, router: Router, signed: Callable[..., str], claims: dict[str, Any]
) -> None:
    await post.hears(post.of("maria"), "Where is my order?")
    welcome = await visitors().knock(jwt=signed(**{"email": post.of("maria"), **claims}))
    assert (welcome["messages"], welcome["proven"]) == ([], [])


async def test_a_signed_in_visitor_whose_address_becomes_known_later_is_joined_with_it(
    visitors: Visitors, shop: Shop, post: Post, router: Router, signed: Callable[..., str]
) -> None:
    """They wrote when the site did not tell their address yet, so they had a thread of their own."""
    maria, visitor = post.of("maria"), visitors()
    await visitor.knock(jwt=signed())
    await visitor.write("From the site", "c1")
    await shop.settle(1)
    known = await post.hears(maria, "Where is my order?")
    welcome = await visitor.knock(jwt=signed(email=maria))
    assert [line["text"] for line in welcome["messages"]] == ["From the site", "Where is my order?"]
    found = await shop.inbox.read(customers.get, known.customer_id)
    assert [merge.how for merge in found.merges] == ["signed token"]


async def test_a_window_that_is_signed_in_sees_what_is_mailed_to_an_address_that_was_new_to_us(
    visitors: Visitors, shop: Shop, post: Post, router: Router, signed: Callable[..., str]
) -> None:
    maria, visitor = post.of("maria"), visitors()
    await visitor.knock(jwt=signed(email=maria))
    async with visitor.listening() as hearing:
        await visitor.write("Hello", "c1")
        assert (await hearing.next())["text"] == "Hello"
        (said,) = await shop.settle(1)
        await shop.write_to(said.thread_id, "By mail, with the invoice", maria)
        assert (await hearing.next())["text"] == "By mail, with the invoice"
