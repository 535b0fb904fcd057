"""Who is there, according to the server."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import jwt
import pytest
from aiohttp import ClientSession

from inbox import accounts
from inbox.accounts import NewAccount
from router.service import Router
from tests.web.chat.shop import SECRET, Shop, Visitor

Sign = Callable[..., str]
pytestmark = pytest.mark.asyncio


async def knock(visitor: Visitor, **body: Any) -> tuple[int, dict[str, Any]]:
    async with visitor.http.post(f"{visitor.base}/session", json=body) as response:
        return response.status, await response.json()


async def test_a_new_visitor_is_welcomed_by_the_accounts_own_words(visitor: Visitor) -> None:
    welcome = visitor.welcome
    assert (welcome["title"], welcome["greeting"], welcome["accent"]) == ("Acme", "Hello from Acme", "#7a1fa2")
    assert (welcome["messages"], welcome["place"], welcome["signed_in"]) == ([], 0, False)
    assert welcome["agents_online"] is False


async def test_no_cookie_is_ever_set(visitors: Callable[[], Visitor]) -> None:
    visitor = visitors()
    async with visitor.http.post(f"{visitor.base}/session", json={}) as response:
        assert "Set-Cookie" not in response.headers
        assert response.headers["Cache-Control"] == "no-store"


async def test_a_returning_visitor_is_the_same_and_finds_the_conversation(
    visitor: Visitor, visitors: Callable[[], Visitor], shop: Shop, router: Router
) -> None:
    await visitor.write("Where is my order?", "c1")
    await shop.settle(1)
    await shop.answer("On its way.", visitor.address)
    again = visitors()
    welcome = await again.knock(visitor_token=visitor.token)
    assert again.address == visitor.address
    said = [(line["direction"], line["text"], line["author"]) for line in welcome["messages"]]
    assert said == [("in", "Where is my order?", ""), ("out", "On its way.", "Ana")]
    assert welcome["place"] == welcome["messages"][-1]["place"]


async def test_a_visitor_sees_nothing_of_moods_notes_or_ids_of_people(
    visitor: Visitor, shop: Shop, router: Router
) -> None:
    await visitor.write("This is terrible, I am furious!", "c1")
    (heard,) = await shop.settle(1)
    await shop.note("He is always like that", heard.thread_id)
    welcome = await visitor.knock(visitor_token=visitor.token)
    (line,) = welcome["messages"]
    assert set(line) == {
        "id", "place", "direction", "text", "at", "channel", "author", "client_id", "state", "subject", "files",
    }  # fmt: skip
    assert "always like that" not in str(welcome)


@pytest.mark.parametrize("token", ["", "x", "a.b", "é.ü", "." * 500])
async def test_a_bad_visitor_token_makes_a_new_visitor(visitors: Callable[[], Visitor], token: str) -> None:
    first, second = visitors(), visitors()
    await first.knock(visitor_token=token)
    await second.knock(visitor_token=token)
    assert first.address != second.address


async def test_a_signed_token_names_the_person_on_every_device(visitors: Callable[[], Visitor], signed: Sign) -> None:
    phone, laptop = visitors(), visitors()
    await phone.knock(jwt=signed(email="ana@example.com"))
    await laptop.knock(jwt=signed())
    assert phone.address == laptop.address == "jwt:42"
    assert phone.welcome["signed_in"] is True


async def test_who_signs_out_is_not_shown_what_was_said_signed_in(
    visitors: Callable[[], Visitor], signed: Sign, shop: Shop, router: Router
) -> None:
    visitor = visitors()
    await visitor.knock(jwt=signed())
    await visitor.write("A private matter", "c1")
    await shop.settle(1)
    welcome = await visitor.knock(visitor_token=visitor.token)
    assert welcome["visitor"] != "jwt:42"
    assert welcome["messages"] == []


def unsigned(**claims: Any) -> str:
    return jwt.encode({"sub": "42", "exp": 9999999999, **claims}, None, algorithm="none")


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda sign: sign(secret="somebody else's secret, of good length"), "Signature"),
        (lambda sign: sign(minutes=-5), "expired"),
        (lambda sign: sign(exp=None), "exp"),
        (lambda sign: sign(sub=None), "sub"),
        (lambda sign: sign(sub=""), "1 to 255"),
        (lambda sign: sign(sub="x" * 300), "1 to 255"),
        (lambda sign: sign(sub=42), "string"),
        (lambda sign: sign(algorithm="HS512"), "alg"),
        (lambda sign: sign(email=["a@b.c"]), "email"),
        (lambda sign: unsigned(), "alg"),
        (lambda sign: "rubbish", "segments"),
        (lambda sign: sign()[:-4] + "AAAA", "Signature"),
    ],
)
@pytest.mark.filterwarnings("ignore::jwt.warnings.InsecureKeyLengthWarning")
async def test_a_wrong_signed_token_is_refused_with_what_is_wrong(
    visitors: Callable[[], Visitor], signed: Sign, make: Callable[[Sign], str], says: str
) -> None:
    status, answer = await knock(visitors(), jwt=make(signed))
    assert status == 401
    assert answer["error"]["code"] == "unknown_visitor"
    assert says in answer["error"]["message"]
    assert SECRET not in answer["error"]["message"]


async def test_a_clock_that_is_a_little_late_is_forgiven(visitors: Callable[[], Visitor], signed: Sign) -> None:
    assert (await knock(visitors(), jwt=signed(minutes=-0.2)))[0] == 200


async def test_an_account_without_a_secret_believes_no_token(
    http: ClientSession, server: str, shop: Shop, signed: Sign
) -> None:
    new = NewAccount("chat", "Open", {"title": "Open"}, {})
    account = await shop.inbox.write(accounts.add, shop.inbox.box, new, shop.inbox.clock())
    status, answer = await knock(Visitor(http, f"{server}/chat/{account.id}"), jwt=signed(secret="x" * 32))
    assert status == 401
    assert "no secret" in answer["error"]["message"]


@pytest.mark.parametrize("account", ["01900000-0000-7000-8000-000000000000", "nonsense", "%00", "..%2f"])
async def test_an_unknown_chat_is_a_clear_404(http: ClientSession, server: str, account: str) -> None:
    status, answer = await knock(Visitor(http, f"{server}/chat/{account}"))
    assert status == 404
    assert answer["error"]["code"] == "not_found"


async def test_an_account_of_another_channel_is_no_chat(http: ClientSession, server: str, shop: Shop) -> None:
    new = NewAccount("email", "Mail", {}, {"password": "do not tell"})
    account = await shop.inbox.write(accounts.add, shop.inbox.box, new, datetime.now(UTC))
    status, answer = await knock(Visitor(http, f"{server}/chat/{account.id}"))
    assert status == 404
    assert "do not tell" not in str(answer)


async def test_a_paused_chat_says_so(visitors: Callable[[], Visitor], shop: Shop) -> None:
    await shop.inbox.write(accounts.pause, shop.account, True, shop.inbox.clock())
    status, answer = await knock(visitors())
    assert status == 409
    assert "switched off" in answer["error"]["message"]


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b"\xff", b'{"jwt":7}', b'{"visitor_token":null}', b"[" * 5000])
async def test_a_bad_body_is_the_callers_fault_and_says_so(visitors: Callable[[], Visitor], body: bytes) -> None:
    visitor = visitors()
    headers = {"Content-Type": "application/json"}
    async with visitor.http.post(f"{visitor.base}/session", data=body, headers=headers) as response:
        assert response.status in ((200,) if body == b"" else (400, 422))
