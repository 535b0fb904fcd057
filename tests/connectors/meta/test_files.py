"""Customers' files, in two steps: ask where it lies, then bring it from there, and from nowhere else."""

import base64
import hashlib
import socket
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from aiohttp import web
from servers.graph import TOKEN, GraphApi, Kept

from connectors.contract import Media, Refused, TryLater
from connectors.meta.files import BIGGEST, demand_metas, hexadecimal
from connectors.meta.graph import META
from connectors.meta_whatsapp import MetaWhatsApp

Make = Callable[..., MetaWhatsApp]
PHOTO = b"\xff\xd8\xff a photo"
DIGEST = hashlib.sha256(PHOTO).hexdigest()


def wanted(**more: Any) -> Media:
    return Media(**{"name": "image.jpg", "mime": "image/jpeg", "place": "275485", "sha256": DIGEST, **more})


@pytest.fixture
def kept(graph: GraphApi) -> Kept:
    graph.kept["275485"] = Kept(PHOTO)
    return graph.kept["275485"]


@pytest.mark.asyncio
async def test_a_file_comes_in_two_calls_that_both_carry_the_token(
    whatsapp: MetaWhatsApp, graph: GraphApi, kept: Kept
) -> None:
    file = await whatsapp.fetch(wanted())
    assert (file.name, file.mime, file.content) == ("image.jpg", "image/jpeg", PHOTO)
    assert [one.path for one in graph.requests] == ["/v25.0/275485", "/lookaside/275485"]
    assert {one.headers["Authorization"] for one in graph.requests} == {f"Bearer {TOKEN}"}


@pytest.mark.asyncio
async def test_a_type_that_the_call_did_not_say_is_metas(whatsapp: MetaWhatsApp, kept: Kept) -> None:
    kept.mime = "image/png"
    assert (await whatsapp.fetch(wanted(mime=""))).mime == "image/png"


@pytest.mark.asyncio
@pytest.mark.parametrize("digest", ["", DIGEST, DIGEST.upper(), "no digest at all"])
async def test_metas_own_digest_may_be_missing_or_of_no_form(whatsapp: MetaWhatsApp, kept: Kept, digest: str) -> None:
    kept.sha256 = digest
    assert (await whatsapp.fetch(wanted())).content == PHOTO


@pytest.mark.asyncio
async def test_another_file_than_the_customer_sent_is_refused(whatsapp: MetaWhatsApp, kept: Kept) -> None:
    with pytest.raises(Refused, match="not the one that the customer sent"):
        await whatsapp.fetch(wanted(sha256="0" * 64))
    kept.sha256 = "1" * 64
    with pytest.raises(Refused, match="not the one that the customer sent"):
        await whatsapp.fetch(wanted(sha256=""))


@pytest.mark.asyncio
@pytest.mark.parametrize(
    "place", ["", "..", "../me", "1/2", "1?fields=x", "https://example.com", "a b", "ñ", "1" * 201]
)
async def test_a_place_that_is_no_id_is_asked_of_nobody(whatsapp: MetaWhatsApp, graph: GraphApi, place: str) -> None:
    with pytest.raises(Refused, match="named no file"):
        await whatsapp.fetch(wanted(place=place))
    assert graph.requests == []


@pytest.mark.asyncio
@pytest.mark.parametrize(
    "url",
    [
        "http://169.254.169.254/latest/meta-data/",
        "https://169.254.169.254/latest/meta-data/",
        "https://example.com/photo.jpg",
        "http://lookaside.fbsbx.com/photo.jpg",
        "https://lookaside.fbsbx.com.example.com/a",
        "https://lookaside.fbsbx.com@example.com/a",
        "https://example.com#lookaside.fbsbx.com",
        "https://notfbcdn.net/a",
        "https://fbcdn.net.example/a",
        "https://[::1]/a",
        "https://[",
        "file:///etc/passwd",
        "ftp://lookaside.fbsbx.com/a",
        "//lookaside.fbsbx.com/a",
        "https://",
        "",
    ],
)
async def test_a_url_that_is_not_metas_is_not_called(account: Make, graph: GraphApi, kept: Kept, url: str) -> None:
    kept.url = url or " "
    with pytest.raises(Refused, match="not Meta's"):
        await account(files=META.files, guarded=True).fetch(wanted())
    assert graph.downloads == 0


@pytest.mark.parametrize(
    "url",
    [
        "https://lookaside.fbsbx.com/whatsapp_business/attachments/?mid=1",
        "https://LOOKASIDE.fbsbx.com./a",
        "https://scontent.xx.fbcdn.net/v/a.jpg",
        "https://graph.facebook.com/a",
    ],
)
def test_metas_own_hosts_are_called(url: str) -> None:
    demand_metas(url, META)


@pytest.mark.asyncio
async def test_a_host_of_metas_that_leads_into_our_own_network_is_not_called(
    account: Make, graph: GraphApi, kept: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As when somebody poisons our DNS: the guard looks at the address that is connected to."""
    real = socket.getaddrinfo

    def poisoned(host: Any, *given: Any, **more: Any) -> Any:
        return real("127.0.0.1" if host == "lookaside.fbsbx.com" else host, *given, **more)

    monkeypatch.setattr(socket, "getaddrinfo", poisoned)
    kept.url = f"https://lookaside.fbsbx.com:{graph.port}/lookaside/275485"
    with pytest.raises(Refused, match="not Meta's"):
        await account(files=META.files, guarded=True).fetch(wanted())
    assert graph.downloads == 0


@pytest.mark.asyncio
@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_a_redirect_is_not_followed_with_the_token(
    whatsapp: MetaWhatsApp, graph: GraphApi, kept: Kept, status: int
) -> None:
    kept.url = f"{graph.url}/lookaside/275485"
    graph.nasty.append(lambda _: web.json_response(graph.about("275485")))
    graph.answers(status, Location=f"{graph.url}/lookaside/275485")
    with pytest.raises(Refused, match="not Meta's"):
        await whatsapp.fetch(wanted())
    assert (len(graph.requests), graph.downloads) == (2, 0)


@pytest.mark.asyncio
async def test_what_is_too_big_is_refused_at_the_first_sign_of_it(
    whatsapp: MetaWhatsApp, graph: GraphApi, kept: Kept
) -> None:
    with pytest.raises(Refused, match="larger than 25 MB"):
        await whatsapp.fetch(wanted(size=BIGGEST + 1))
    assert graph.requests == []
    kept.size = BIGGEST + 1
    with pytest.raises(Refused, match="larger than 25 MB"):
        await whatsapp.fetch(wanted())
    assert graph.downloads == 0


@pytest.mark.asyncio
async def test_what_turns_out_too_big_is_not_read_to_its_end(whatsapp: MetaWhatsApp, kept: Kept) -> None:
    kept.content, kept.size = b"x" * (BIGGEST + 1), 10
    with pytest.raises(Refused, match="larger than 25 MB"):
        await whatsapp.fetch(wanted())


@pytest.mark.asyncio
async def test_a_file_that_meta_no_longer_has_is_gone(whatsapp: MetaWhatsApp, graph: GraphApi) -> None:
    with pytest.raises(Refused, match="keeps what customers send for 7 days"):
        await whatsapp.fetch(wanted(place="404"))


@pytest.mark.asyncio
async def test_a_wrong_token_loses_no_file_for_the_settings_may_be_put_right(account: Make, kept: Kept) -> None:
    with pytest.raises(TryLater, match="access token") as later:
        await account(access_token="old").fetch(wanted())
    assert later.value.after >= timedelta(minutes=15)


@pytest.mark.asyncio
@pytest.mark.parametrize(("code", "status"), [(131000, 500), (2, 503), (130429, 429), (80007, 400), (368, 403)])
async def test_trouble_at_meta_loses_no_file(
    whatsapp: MetaWhatsApp, graph: GraphApi, kept: Kept, code: int, status: int
) -> None:
    graph.refuses(code, status=status)
    with pytest.raises(TryLater):
        await whatsapp.fetch(wanted())
    assert (await whatsapp.fetch(wanted())).content == PHOTO


@pytest.mark.asyncio
@pytest.mark.parametrize("text", ["", "{}", "[]", '{"url":7}', '{"url":null}'])
async def test_an_answer_without_an_address_is_tried_again(whatsapp: MetaWhatsApp, graph: GraphApi, text: str) -> None:
    graph.answers(200, text)
    with pytest.raises(TryLater):
        await whatsapp.fetch(wanted())


@pytest.mark.asyncio
@pytest.mark.parametrize("status", [401, 403, 404, 410, 500, 503])
async def test_an_address_that_has_grown_old_is_asked_for_anew(
    whatsapp: MetaWhatsApp, graph: GraphApi, kept: Kept, status: int
) -> None:
    graph.nasty.append(lambda _: web.json_response(graph.about("275485")))
    graph.answers(status)
    with pytest.raises(TryLater, match=f"answered {status}"):
        await whatsapp.fetch(wanted())


@pytest.mark.asyncio
@pytest.mark.parametrize("good", [0, 1])
async def test_a_line_that_breaks_is_tried_again(
    whatsapp: MetaWhatsApp, graph: GraphApi, kept: Kept, good: int
) -> None:
    """At either step; each is called a second time at once, since it only asks."""
    graph.nasty = [lambda _: web.json_response(graph.about("275485"))] * good
    graph.hangs_up()
    graph.hangs_up()
    with pytest.raises(TryLater):
        await whatsapp.fetch(wanted())
    assert (await whatsapp.fetch(wanted())).content == PHOTO


@pytest.mark.parametrize(
    ("given", "found"),
    [
        (DIGEST, DIGEST),
        (DIGEST.upper(), DIGEST),
        (base64.b64encode(bytes.fromhex(DIGEST)).decode(), DIGEST),
        ("4654+8g=", ""),
        ("", ""),
        ("é" * 64, ""),
        ("=" * 44, ""),
        (None, ""),
        (7, ""),
    ],
)
def test_a_digest_in_either_form_is_written_in_one(given: Any, found: str) -> None:
    assert hexadecimal(given) == found
