"""Files that customers sent, and places where no file of theirs can lie."""

from collections.abc import Callable
from typing import Any

import pytest
from aiohttp import web
from servers.twilio import ACCOUNT, TOKEN, Twilio, basic, refused

from connectors.contract import Media, Refused, TryLater
from connectors.reach import public_socket
from connectors.twilio import fetching
from connectors.twilio.fetching import BIGGEST, lies_at
from connectors.twilio.line import Cloud

PATH = f"/2010-04-01/Accounts/{ACCOUNT}/Messages/MM{'0' * 32}/Media/ME{'0' * 32}"
PLACE = f"https://api.twilio.com{PATH}"
PHOTO = Media("image-1.jpg", "image/jpeg", PLACE)
CDN = "https://mms.twiliocdn.com/AC0/1?Expires=1&Signature=a~b%2Fc"
BUCKET = "https://s3-external-1.amazonaws.com/media.twiliocdn.com/AC0/1?Signature=x"
Make = Callable[..., Any]


def moved(to: str, status: int = 307) -> Callable[[web.Request], web.Response]:
    return lambda request: web.Response(status=status, headers={"Location": to})


def photo(request: web.Request) -> web.Response:
    return web.Response(body=b"\xff\xd8jpeg", content_type="image/jpeg")


@pytest.mark.asyncio
async def test_a_file_is_fetched_with_the_login_and_named_by_its_answer(sms: Make, twilio: Twilio) -> None:
    twilio.media[f"/api.twilio.com{PATH}"] = lambda request: web.Response(body=b"GIF89a", content_type="image/gif")
    found = await sms().fetch(PHOTO)
    assert (found.name, found.mime, found.content) == ("image-1.jpg", "image/gif", b"GIF89a")
    assert twilio.requests[0].headers["Authorization"] == basic(ACCOUNT, TOKEN)


@pytest.mark.asyncio
@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize("target", [CDN, BUCKET, "https://media.twiliocdn.com/x"])
async def test_the_login_is_never_carried_on_to_where_the_file_is_delivered(
    whatsapp: Make, twilio: Twilio, target: str, status: int
) -> None:
    twilio.media[f"/api.twilio.com{PATH}"] = moved(target, status)
    twilio.media[target.removeprefix("https:/").partition("?")[0]] = photo
    assert (await whatsapp().fetch(PHOTO)).content == b"\xff\xd8jpeg"
    first, second = twilio.requests
    assert "Authorization" in first.headers
    assert "Authorization" not in second.headers
    assert second.raw_path.endswith(target.partition("?")[2])


@pytest.mark.asyncio
async def test_not_even_back_to_twilio_itself(sms: Make, twilio: Twilio) -> None:
    twilio.media[f"/api.twilio.com{PATH}"] = moved("/elsewhere")
    twilio.media["/api.twilio.com/elsewhere"] = photo
    await sms().fetch(PHOTO)
    assert "Authorization" not in twilio.requests[1].headers


FOREIGN = [
    "http://169.254.169.254/latest/meta-data/", "https://169.254.169.254/", "https://[::ffff:169.254.169.254]/",
    "http://api.twilio.com/x", "https://api.twilio.com:8443/x", "https://api.twilio.com@169.254.169.254/",
    "https://user:pass@api.twilio.com/", "https://twilio.com.evil.example/", "https://eviltwilio.com/",
    "https://evil.example/.twilio.com", "https://evil.example#.twilio.com", "https://api.twilio.com.", "file:///etc/passwd",
    "ftp://api.twilio.com/", "//169.254.169.254/", "/etc/passwd", "", "https://", "https://[", "https://\ud800.twilio.com/",
    "https://API.TWILIO.COM@evil.example/", "https://api.twilio.com\\@evil.example/", "https://a.twilio.com\t/",
    "https://ñ.twilio.com/", "gopher://api.twilio.com/", "https://localhost/", "https://metadata.google.internal/",
    "https://s3-external-1.amazonaws.com/", "https://s3-external-1.amazonaws.com/other-bucket/x",
    "https://x.s3-external-1.amazonaws.com/media.twiliocdn.com/x",
]  # fmt: skip
UNSAYABLE = ("", "/etc/passwd", "https://", "https://\ud800.twilio.com/", "https://a.twilio.com\t/")
"""Of these a header makes something else, or nothing."""


@pytest.mark.asyncio
@pytest.mark.parametrize("place", [*FOREIGN, CDN, BUCKET])
async def test_nothing_is_fetched_from_elsewhere(sms: Make, twilio: Twilio, place: str) -> None:
    """The login would go along."""
    with pytest.raises(Refused, match="not lie at Twilio"):
        await sms().fetch(Media("x", "image/jpeg", place))
    assert not twilio.requests


@pytest.mark.asyncio
@pytest.mark.parametrize("target", [one for one in FOREIGN if one not in UNSAYABLE])
async def test_nor_is_a_redirect_that_leads_there_followed(sms: Make, twilio: Twilio, target: str) -> None:
    twilio.media[f"/api.twilio.com{PATH}"] = moved(target.encode().decode("latin-1"))
    with pytest.raises(Refused, match="not lie at Twilio"):
        await sms().fetch(PHOTO)
    assert len(twilio.requests) == 1


@pytest.mark.asyncio
async def test_twilios_own_names_may_not_lead_into_our_network(sms: Make, twilio: Twilio) -> None:
    twilio.media[f"/api.twilio.com{PATH}"] = photo
    with pytest.raises(TryLater, match="private address"):
        await sms(Cloud(twilio.route, public_socket)).fetch(PHOTO)
    assert not twilio.requests


@pytest.mark.asyncio
async def test_a_redirect_in_circles_ends(sms: Make, twilio: Twilio) -> None:
    twilio.media[f"/api.twilio.com{PATH}"] = moved(PLACE)
    with pytest.raises(Refused, match="not lie at Twilio"):
        await sms().fetch(PHOTO)
    assert len(twilio.requests) == 3


@pytest.mark.asyncio
async def test_a_redirect_to_nowhere_ends_too(sms: Make, twilio: Twilio) -> None:
    twilio.media[f"/api.twilio.com{PATH}"] = lambda request: web.Response(status=302)
    with pytest.raises(Refused):
        await sms().fetch(PHOTO)
    assert len(twilio.requests) <= 3


@pytest.mark.asyncio
async def test_a_file_that_says_it_is_too_big_is_not_read(
    sms: Make, twilio: Twilio, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetching, "BIGGEST", 1000)
    twilio.media[f"/api.twilio.com{PATH}"] = lambda request: web.Response(body=b"x" * 1001)
    with pytest.raises(Refused, match="16 MB"):
        await sms().fetch(PHOTO)
    twilio.media[f"/api.twilio.com{PATH}"] = lambda request: web.Response(body=b"x" * 1000)
    assert len((await sms().fetch(PHOTO)).content) == 1000


@pytest.mark.asyncio
async def test_a_file_that_hides_how_big_it_is_is_read_no_further(sms: Make, twilio: Twilio) -> None:
    async def endless(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Type": "video/mp4"})
        response.enable_chunked_encoding()
        await response.prepare(request)
        for _ in range(BIGGEST // 2**20 + 1):
            await response.write(b"x" * 2**20)
        return response

    twilio.media[f"/api.twilio.com{PATH}"] = endless
    with pytest.raises(Refused, match="16 MB"):
        await sms().fetch(PHOTO)


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("status", "error", "sentence"),
    [
        (404, Refused, "no longer has"),
        (410, Refused, "no longer has"),
        (401, Refused, "auth token"),
        (403, Refused, "auth token"),
        (429, TryLater, "429"),
        (500, TryLater, "500"),
        (503, TryLater, "503"),
        (206, Refused, "auth token"),
        (400, Refused, "auth token"),
    ],
)
async def test_what_twilio_does_not_hand_over_is_gone_or_comes_later(
    sms: Make, twilio: Twilio, status: int, error: type[Exception], sentence: str
) -> None:
    twilio.media[f"/api.twilio.com{PATH}"] = lambda request: refused(status, 20404, "x")
    with pytest.raises(error, match=sentence):
        await sms().fetch(PHOTO)


@pytest.mark.asyncio
async def test_a_broken_connection_is_tried_again_and_never_uncertain(sms: Make, twilio: Twilio) -> None:
    async def cut(request: web.Request) -> web.StreamResponse:
        assert request.transport
        request.transport.abort()
        return web.Response()

    twilio.media[f"/api.twilio.com{PATH}"] = cut
    with pytest.raises(TryLater):
        await sms().fetch(PHOTO)


@pytest.mark.asyncio
async def test_a_file_without_a_type_keeps_the_one_that_the_message_told(sms: Make, twilio: Twilio) -> None:
    twilio.media[f"/api.twilio.com{PATH}"] = lambda request: web.Response(body=b"x")
    assert (await sms().fetch(Media("a", "audio/ogg", PLACE))).mime == "audio/ogg"


def test_a_host_is_judged_whole() -> None:
    assert lies_at("https://api.twilio.com/x?y#z", ".twilio.com")
    assert not lies_at("https://twilio.com/x", ".twilio.com")
