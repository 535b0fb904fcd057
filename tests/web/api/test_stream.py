"""The live stream: every change, once, in order, however the line behaves."""

import asyncio
import contextlib
import json
import random
import socket
from typing import Any

import pytest
from sqlalchemy import select

from inbox import answers, changes, events, sessions
from inbox.answers import Note
from inbox.arrivals import Change
from inbox.schema import message
from web import live, sse
from web.call import LIVE
from web.live import AGENT_TYPES, VISITOR_TYPES
from web.login import digest


async def write_notes(house: Any, thread: Any, author: Any, count: int, name: str = "n") -> None:
    for number in range(count):
        note = Note(thread.id, author, f"note {name} {number}", f"{name}-{number}")
        await house.inbox.write(answers.note, note, house.inbox.clock())


async def author(house: Any) -> Any:
    return (await house.user("agent", f"Author{random.randrange(10**9)}")).id


@pytest.mark.asyncio
async def test_a_message_is_on_the_open_screen_at_once_with_its_thread(house: Any) -> None:
    browser = await house.browser()
    async with browser.stream() as stream:
        said = await house.customer_says("Hello?")
        change = await stream.change(1.0)
    assert change["kind"] == "message.received"
    assert change["message"]["id"] == said.id
    assert change["message"]["text"] == "Hello?"
    assert change["thread"]["id"] == said.thread_id
    assert change["thread"]["unanswered"] == 1
    assert set(change) == {"seq", "kind", "at", "thread", "message", "actor_id", "data"}


@pytest.mark.asyncio
async def test_what_an_agent_does_names_the_agent(house: Any) -> None:
    browser, thread = await house.browser("agent", "Ana"), await house.thread()
    me = (await browser.get("/api/v1/session")).json["user"]
    async with browser.stream() as stream:
        await browser.post(f"/api/v1/threads/{thread.id}/take")
        change = await stream.change()
    assert (change["kind"], change["actor_id"], change["message"]) == ("thread.taken", me["id"], None)
    assert change["thread"]["assignee_name"] == "Ana"


@pytest.mark.asyncio
async def test_a_message_that_was_changed_comes_as_it_is_now_with_its_thread(house: Any) -> None:
    browser, said = await house.browser(), await house.customer_says("Hello?")
    at = house.inbox.clock()
    (remote_id,) = await house.inbox.read(remote_ids, said.thread_id)
    async with browser.stream() as stream:
        for kind, text in (("reacted", "👍"), ("edited", "Good morning?"), ("deleted", "")):
            changed = Change(0, said.account_id, remote_id, kind, at, text, by="maria")
            await house.inbox.write(changes.apply, [changed], [], at)
            heard = await stream.change()
            assert (heard["kind"], heard["message"]["id"]) == ("message.changed", said.id)
            assert heard["thread"]["preview"] == heard["message"]["text"] == (text if kind != "reacted" else "Hello?")
            assert heard["message"]["reactions"] == [{"emoji": "👍", "by": "maria"}]
    assert heard["message"]["deleted_at"] is not None


def remote_ids(conn: Any, thread_id: str) -> list[str]:
    return list(conn.execute(select(message.c.remote_id).where(message.c.thread_id == thread_id)).scalars())


@pytest.mark.asyncio
async def test_a_new_client_hears_from_now_on_and_learns_where_now_is(house: Any) -> None:
    browser, _ = await house.browser(), await house.thread()
    await asyncio.sleep(0.05)
    async with browser.stream() as stream:
        assert await stream.fields() == {"retry": "1000"}
        number = str(await house.inbox.read(events.last_seq))
        assert await stream.fields() == {"id": number, "event": "present", "data": '{"here":[]}'}


@pytest.mark.asyncio
async def test_everybody_who_watches_hears_the_same(house: Any) -> None:
    one, other = await house.browser("agent", "Ana"), await house.browser("agent", "Ben")
    async with one.stream() as first, other.stream() as second:
        await house.thread()
        assert await first.change() == await second.change()


@pytest.mark.asyncio
async def test_a_client_resumes_after_what_it_heard_last(house: Any) -> None:
    browser, thread = await house.browser(), await house.thread()
    who = await author(house)
    async with browser.stream() as stream:
        await write_notes(house, thread, who, 3)
        heard = await stream.seqs(2)
    await write_notes(house, thread, who, 3, "later")
    async with browser.stream(str(heard[-1])) as stream:
        assert await stream.seqs(4) == [heard[-1] + step for step in (1, 2, 3, 4)]


@pytest.mark.asyncio
async def test_cut_again_and_again_under_load_a_client_still_hears_everything_exactly_once(house: Any) -> None:
    browser, thread = await house.browser(), await house.thread()
    start = await house.inbox.read(events.last_seq)
    whos = [await author(house) for _ in range(4)]
    writers = [asyncio.create_task(write_notes(house, thread, who, 100, f"w{n}")) for n, who in enumerate(whos)]
    heard: list[int] = []
    last = str(start)
    while len(heard) < 400:
        async with browser.stream(last) as stream:
            heard += await stream.seqs(min(random.randint(1, 40), 400 - len(heard)))
            last = stream.last
    await asyncio.gather(*writers)
    assert heard == list(range(start + 1, start + 401))


@pytest.mark.asyncio
async def test_clients_that_join_while_much_is_written_miss_nothing_from_there_on(house: Any) -> None:
    browser, thread = await house.browser(), await house.thread()
    writing = asyncio.create_task(write_notes(house, thread, await author(house), 200))

    async def join(after: float) -> list[int]:
        await asyncio.sleep(after)
        async with browser.stream() as stream:
            await stream.fields()
            start = int((await stream.fields())["id"])
            return [seq - start for seq in await stream.seqs(20)]

    assert await asyncio.gather(*(join(n / 100) for n in range(8))) == [list(range(1, 21))] * 8
    await writing


@pytest.mark.asyncio
async def test_another_tab_goes_on_where_the_one_before_ended_while_much_is_written(house: Any) -> None:
    """Each has the stream for a while, and tells the next where it stood."""
    browser, thread = await house.browser(), await house.thread()
    start = await house.inbox.read(events.last_seq)
    writing = asyncio.create_task(write_notes(house, thread, await author(house), 200))
    heard = [start]
    while heard[-1] < start + 200:
        async with browser.stream(after=heard[-1]) as stream:
            heard += await stream.seqs(min(random.randint(1, 30), start + 200 - heard[-1]))
    await writing
    assert heard == list(range(start, start + 201))


@pytest.mark.asyncio
async def test_what_the_browser_heard_last_counts_more_than_where_the_tab_began(house: Any) -> None:
    browser, thread = await house.browser(), await house.thread()
    start = await house.inbox.read(events.last_seq)
    await write_notes(house, thread, await author(house), 5)
    async with browser.stream(str(start + 3), after=start) as stream:
        assert await stream.seqs(2) == [start + 4, start + 5]


@pytest.mark.asyncio
async def test_after_the_last_event_only_news_come(house: Any) -> None:
    browser, thread = await house.browser(), await house.thread()
    last = await house.inbox.read(events.last_seq)
    async with browser.stream(after=last) as stream:
        await write_notes(house, thread, await author(house), 1)
        assert await stream.seqs(1) == [last + 1]


@pytest.mark.asyncio
async def test_a_tab_that_knows_of_events_that_never_were_is_told_to_load_anew(house: Any) -> None:
    """As after a backup was put back."""
    browser, _ = await house.browser(), await house.thread()
    last = await house.inbox.read(events.last_seq)
    async with browser.stream(after=999_999) as stream:
        found = await stream.next()
    assert found is not None
    assert (found["event"], found["id"]) == ("reset", str(last))


@pytest.mark.asyncio
@pytest.mark.parametrize("after", ["-1", "abc", "1.5", "9" * 30])
async def test_a_place_in_the_stream_that_cannot_be_is_refused_with_a_sentence(house: Any, after: str) -> None:
    answer = await (await house.browser()).get(f"/api/v1/stream?after={after}")
    assert (answer.status, answer.code) == (422, "invalid")


@pytest.mark.asyncio
async def test_more_than_one_batch_of_missed_events_comes_whole(house: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live, "BATCH", 7)
    browser, thread = await house.browser(), await house.thread()
    start = await house.inbox.read(events.last_seq)
    await write_notes(house, thread, await author(house), 50)
    async with browser.stream(str(start)) as stream:
        assert await stream.seqs(50) == list(range(start + 1, start + 51))


@pytest.mark.asyncio
@pytest.mark.parametrize("last", ["999999999", "-4", "abc", "1e3", "9" * 40, "٣"])
async def test_a_number_we_never_gave_means_load_anew(house: Any, last: str) -> None:
    browser, _ = await house.browser(), await house.thread()
    async with browser.stream(last.encode().decode("latin-1")) as stream:
        found = await stream.next()
        assert found is not None
        assert (found["event"], found["data"]) == ("reset", "{}")
        await house.customer_says("still live")
        assert (await stream.change())["message"]["text"] == "still live"


@pytest.mark.asyncio
async def test_too_far_behind_means_load_anew(house: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live, "FARTHEST", 10)
    browser, thread = await house.browser(), await house.thread()
    start = await house.inbox.read(events.last_seq)
    await write_notes(house, thread, await author(house), 11)
    await asyncio.sleep(0.1)
    async with browser.stream(str(start)) as stream:
        found = await stream.next()
        assert found is not None
        assert (found["event"], found["id"]) == ("reset", str(start + 11))
    async with browser.stream(str(start + 1)) as stream:
        assert await stream.seqs(10) == list(range(start + 2, start + 12))


@pytest.mark.asyncio
async def test_what_another_process_told_a_client_is_not_told_again(house: Any) -> None:
    browser, thread = await house.browser(), await house.thread()
    who = await author(house)
    await asyncio.sleep(0.05)
    hub = house.app[LIVE]
    hub.seq -= 1  # as if this process had not read its last event yet
    last = await house.inbox.read(events.last_seq)
    async with browser.stream(str(last)) as stream:
        await write_notes(house, thread, who, 2)
        assert await stream.seqs(2) == [last + 1, last + 2]


@pytest.mark.asyncio
async def test_a_reader_that_stops_reading_is_cut_alone_and_resumes_exactly_once(house: Any) -> None:
    browser, quick = await house.browser("agent", "Slow"), await house.browser("agent", "Quick")
    thread = await house.thread()
    start = await house.inbox.read(events.last_seq)
    who = await author(house)
    sluggish = open_and_stall(house, browser)
    async with quick.stream() as stream:
        await until(lambda: len(house.feeds) == 2)
        count = 0
        while len(house.feeds) == 2 and count < 2000:
            note = Note(thread.id, who, "x" * 20_000, f"big-{count}")
            await house.inbox.write(answers.note, note, house.inbox.clock())
            count += 1
            assert (await stream.change())["seq"] == start + count
        assert len(house.feeds) == 1, "the slow reader was never cut"
    heard = drain(sluggish)
    assert heard == list(range(start + 1, start + 1 + len(heard)))
    resume = str(heard[-1] if heard else start)
    async with browser.stream(resume) as stream:
        assert await stream.seqs(count - len(heard)) == list(range(int(resume) + 1, start + count + 1))


def open_and_stall(house: Any, browser: Any) -> socket.socket:
    """A client that asks and then reads nothing: small buffers, so that the server notices soon."""
    plain = socket.socket()
    plain.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    plain.connect(("127.0.0.1", int(house.url.rpartition(":")[2])))
    plain.sendall(f"GET /api/v1/stream HTTP/1.1\r\nHost: x\r\nCookie: __Host-hilo={browser.cookie}\r\n\r\n".encode())
    return plain


def drain(plain: socket.socket) -> list[int]:
    """The numbers of the events that arrived whole."""
    plain.settimeout(0.5)
    got = b""
    with contextlib.suppress(OSError):
        while piece := plain.recv(65536):
            got += piece
    plain.close()
    whole = got.rpartition(b"\n\n")[0]
    lines = [line for line in whole.split(b"\n") if line.startswith(b"data: ") and b'"seq":' in line]
    return [json.loads(line[6:])["seq"] for line in lines if is_whole(line)]


def is_whole(line: bytes) -> bool:
    try:
        json.loads(line[6:])
    except ValueError:
        return False  # cut by the chunked coding's own lines
    return True


async def until(true: Any, seconds: float = 30.0) -> None:
    async with asyncio.timeout(seconds):
        while not true():
            await asyncio.sleep(0.01)


@pytest.mark.asyncio
async def test_a_very_large_message_comes_shortened_and_cuts_nobody(house: Any) -> None:
    browser = await house.browser()
    async with browser.stream() as stream:
        await house.customer_says("y" * 400_000, html="<p>" + "z" * 400_000)
        change = await stream.change()
    assert change["message"]["text"] == "y" * 8000
    assert change["message"]["formatted"]


@pytest.mark.asyncio
async def test_typing_in_the_chat_is_shown_without_a_number(house: Any) -> None:
    browser, thread = await house.browser(), await house.thread()
    async with browser.stream() as stream:
        await until(lambda: house.feeds)
        house.inbox.bus.wake(VISITOR_TYPES, thread.id.encode())
        found = await stream.next()
    assert found == {"event": "typing", "data": json.dumps({"thread_id": thread.id}, separators=(",", ":"))}


@pytest.mark.asyncio
async def test_an_agents_typing_goes_to_the_customers_window_and_not_to_colleagues(house: Any) -> None:
    browser, thread = await house.browser(), await house.thread()
    async with browser.stream() as stream, house.inbox.bus.listen(AGENT_TYPES) as bell:
        assert (await browser.post(f"/api/v1/threads/{thread.id}/typing")).status == 204
        assert await bell.wait(30) == [thread.id.encode()]
        with pytest.raises(TimeoutError):
            await stream.next(0.2)


@pytest.mark.asyncio
async def test_a_silent_stream_has_a_heartbeat(house: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sse, "HEARTBEAT", 0.05)
    browser = await house.browser()
    async with browser.stream() as stream:
        await stream.fields()
        await stream.fields()
        assert await asyncio.wait_for(stream.fields(), 30) == {"": ""}


@pytest.mark.asyncio
async def test_signing_out_ends_ones_streams_and_nobody_elses(house: Any) -> None:
    ana, ben = await house.browser("agent", "Ana"), await house.browser("agent", "Ben")
    async with ana.stream() as mine, ben.stream() as theirs:
        await until(lambda: len(house.feeds) == 2)
        await ana.delete("/api/v1/session")
        assert await mine.next() is None
        await house.thread()
        assert (await theirs.change())["kind"] == "message.received"


@pytest.mark.asyncio
async def test_a_session_that_ended_elsewhere_ends_its_stream_at_the_next_heartbeat(
    house: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sse, "HEARTBEAT", 0.05)
    browser = await house.browser()
    async with browser.stream() as stream:
        await house.inbox.write(sessions.close, digest(browser.cookie))
        assert await stream.next() is None


@pytest.mark.asyncio
async def test_a_failing_database_delays_the_stream_and_does_not_end_it(
    house: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = await house.browser()
    broken = {"left": 2}
    real = live.enriched

    def failing(*given: Any) -> Any:
        if broken["left"]:
            broken["left"] -= 1
            raise OSError("disk")
        return real(*given)

    monkeypatch.setattr(live, "POLL", 0.05)
    async with browser.stream() as stream:
        monkeypatch.setattr(live, "enriched", failing)
        await house.customer_says("patience")
        assert (await stream.change())["message"]["text"] == "patience"
    assert broken["left"] == 0


@pytest.mark.asyncio
async def test_a_client_that_goes_away_leaves_nothing_behind(house: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sse, "HEARTBEAT", 0.05)
    browser = await house.browser()
    async with browser.stream():
        await until(lambda: len(house.feeds) == 1)
    await until(lambda: not house.feeds)


@pytest.mark.asyncio
async def test_the_stream_says_how_it_is_to_be_read(house: Any) -> None:
    browser = await house.browser()
    async with browser.stream() as stream:
        headers = stream.response.headers
        assert headers["Content-Type"] == "text/event-stream"
        assert headers["Cache-Control"] == "no-store"
        assert headers["X-Accel-Buffering"] == "no"
        assert headers["X-Content-Type-Options"] == "nosniff"
