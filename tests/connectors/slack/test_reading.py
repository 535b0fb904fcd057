"""What Slack says happened, in our words: recorded payloads, one of each kind."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from connectors.contract import (
    Address,
    Deleted,
    Edited,
    Happening,
    Ignored,
    Incoming,
    Media,
    Pressed,
    Raw,
    Reacted,
    Receipt,
)
from connectors.slack.channel import Slack

Read = Callable[..., Happening]
Payload = Callable[[str], dict[str, Any]]
Make = Callable[..., Slack]

SHARED = "T0HILO001:C0ACME001"
FIRST = f"{SHARED}:1795341600.000200"


def at(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


def incoming(read: Read, name: str, settings: dict[str, Any] | None = None, **changes: Any) -> Incoming:
    one = read(name, settings, **changes)
    assert isinstance(one, Incoming), one
    return one


def reason(read: Read, name: str, settings: dict[str, Any] | None = None, **changes: Any) -> str:
    one = read(name, settings, **changes)
    assert isinstance(one, Ignored), one
    return one.reason


def test_a_direct_message_is_its_writers_conversation_and_proven(read: Read) -> None:
    said = incoming(read, "direct")
    assert said.sender == Address("slack", "T0HILO001:D0ANA0001", "", "proven", "Slack")
    assert said.text == "Where is my order? It is <late> & I am angry (https://acme.example/orders/12)"
    assert said.said == said.text
    assert said.remote_id == "T0HILO001:D0ANA0001:1795341600.000200"
    assert said.sent_at == at(1795341600.0002)
    assert (said.ref, said.cites, said.media, said.stub) == (said.remote_id, (), (), False)


def test_a_shared_channel_is_one_customer_and_who_spoke_stands_before_the_words(read: Read) -> None:
    said = incoming(read, "shared")
    assert said.sender == Address("slack", SHARED, "", "proven", "Slack")
    assert said.text == "Ana Ruiz: @U0BOT0001 the export fails again, see #dev"
    assert said.remote_id == FIRST


def test_who_spoke_is_an_id_where_slack_tells_no_name(read: Read) -> None:
    assert incoming(read, "shared", user_profile=None).text.startswith("@U0ANA0001: ")
    assert incoming(read, "shared", user_profile={"real_name": " \n", "display_name": ""}).text.startswith("@U0ANA")


def test_a_name_can_neither_break_the_line_nor_fill_the_screen(read: Read) -> None:
    said = incoming(read, "shared", user_profile={"real_name": "Ana\n\nagent:   yes " + "x" * 500})
    assert said.text.startswith("Ana agent: yes xxx")
    assert len(said.text.partition(": @U0BOT")[0]) == 80


def test_a_stranger_in_a_direct_message_is_introduced_at_once(read: Read) -> None:
    assert incoming(read, "direct", user_profile={"real_name": "Ana Ruiz"}).sender.display == "Ana Ruiz"


def test_a_mention_doubles_its_message_and_is_the_same_one(read: Read) -> None:
    mention, message = incoming(read, "app_mention"), incoming(read, "shared")
    assert mention.remote_id == message.remote_id
    assert (mention.text, mention.sender) == (message.text, message.sender)


@pytest.mark.parametrize("name", ["threaded", "thread_broadcast"])
def test_an_answer_in_a_thread_cites_its_root_and_names_the_thread(read: Read, name: str) -> None:
    said = incoming(read, name)
    assert said.cites == (FIRST,)
    assert said.ref == f"{said.remote_id}/1795341600.000200"
    assert said.remote_id != FIRST


def test_a_me_message_is_a_message(read: Read) -> None:
    assert incoming(read, "me_message").text == "is waiting"


def test_the_team_is_ours_even_where_the_event_names_the_other_side(payload: Payload, make: Make) -> None:
    body = payload("shared")
    assert body["team_id"] == "T0ACME001"
    del body["context_team_id"]
    (one,) = make().read(Raw("k", json.dumps(body).encode()))
    assert isinstance(one, Incoming)
    assert one.remote_id == FIRST
    body["authorizations"], body["is_ext_shared_channel"] = [], False
    (one,) = make().read(Raw("k", json.dumps(body).encode()))
    assert isinstance(one, Incoming)
    assert one.sender.address == "T0ACME001:C0ACME001"


def test_a_file_is_fetched_later_from_where_slack_keeps_it(read: Read) -> None:
    said = incoming(read, "file_share")
    place = "F0FILE001 https://files.slack.com/files-pri/T0HILO001-F0FILE001/download/invoice.pdf"
    assert said.media == (Media("invoice.pdf", "application/pdf", place, 2048),)
    assert (said.text, said.stub) == ("", False)


def test_of_another_companys_file_there_is_only_the_id_and_what_nobody_can_fetch_is_said(read: Read) -> None:
    said = incoming(read, "foreign_files")
    assert said.media == (Media("F0FOREIGN", "", "F0FOREIGN"),)
    assert said.text == "Ana Ruiz: Two files\n\n[a file: deleted]\n\n[plan.gdoc: it lies outside Slack]"
    assert said.said == "Ana Ruiz: Two files"


def test_what_somebody_passes_on_is_a_quote_and_not_their_words(read: Read) -> None:
    said = incoming(read, "forwarded")
    assert said.text == "Read this\n\n> First line\n> second & last"
    assert said.said == "Read this"


def test_what_cannot_be_shown_leaves_a_stub_in_the_thread(read: Read) -> None:
    said = incoming(read, "blocks_only")
    assert said.stub
    assert said.text == said.said == "Something was written in Slack that Hilo cannot show."


def test_an_edit_is_the_new_text_of_the_same_message(read: Read) -> None:
    assert read("message_changed") == Edited(FIRST, "Ana Ruiz: the import fails again", at(1795341650))


def test_a_preview_is_no_edit(read: Read) -> None:
    assert reason(read, "unfurled") == "Only how Slack shows the message has changed."


@pytest.mark.parametrize(("name", "when"), [("message_deleted", 1795341660.0005), ("tombstone", 1795341661.0005)])
def test_a_deletion_is_one_whether_or_not_it_leaves_a_thread(read: Read, name: str, when: float) -> None:
    assert read(name) == Deleted(FIRST, at(when))


def test_a_deletion_that_does_not_say_what_was_deleted_still_counts(read: Read) -> None:
    assert isinstance(read("message_deleted", previous_message=None), Deleted)


def test_a_reaction_comes_with_its_skin_and_goes_again(read: Read) -> None:
    """By whom of the many that share the channel."""
    sender = Address("slack", "T0HILO001:U0ANA0001", evidence="proven", how="Slack")
    remote_id = f"{SHARED}:1795341600.000100"
    assert read("reaction_added") == Reacted(remote_id, sender, "👍🏾", at(1795341670.0006))
    assert read("reaction_removed") == Reacted(remote_id, sender, "👍🏾", at(1795341671.0006), gone=True)


def test_an_emoji_that_we_do_not_know_goes_by_its_name(read: Read) -> None:
    one = read("reaction_added", reaction="acme-parrot")
    assert isinstance(one, Reacted)
    assert one.emoji == ":acme-parrot:"


def test_other_reactions_are_none_of_a_customers(read: Read) -> None:
    assert "file" in reason(read, "reaction_added", item={"type": "file", "file": "F1", "channel": "C0ACME001"})
    assert reason(read, "reaction_added", user="U0BOT0001") == "It is our own reaction."


def test_our_own_message_is_no_message_but_shows_that_it_stands_there(read: Read) -> None:
    assert read("own") == Receipt("delivered", f"{SHARED}:1795341680.000700", "0199-a")
    assert read("own", metadata=None) == Receipt("delivered", f"{SHARED}:1795341680.000700")
    assert read("own", metadata={"event_payload": {"ref": 7}}) == Receipt("delivered", f"{SHARED}:1795341680.000700")
    assert read("own_file") == Receipt("delivered", f"{SHARED}:F0UP0001")


def test_our_own_message_is_known_by_either_of_its_signs(read: Read) -> None:
    assert isinstance(read("own", app_id=None), Receipt)
    assert isinstance(read("own", user=None), Receipt)


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("own_edited", "It is our own message."),
        ("other_bot", "Another app wrote it."),
        ("slackbot", "Another app wrote it."),
        ("colleague", "A colleague wrote it in a channel shared with a customer."),
        ("channel_join", "Slack: channel_join"),
        ("app_uninstalled", "Slack: app_uninstalled"),
        ("tokens_revoked", "Slack: tokens_revoked"),
        ("alert_channel", "It was written in the channel for alerts."),
        ("view_submission", "Slack: view_submission"),
        ("url_verification", "Slack: url_verification"),
    ],
)
def test_what_is_no_customers_word_is_ignored_with_a_reason(read: Read, name: str, why: str) -> None:
    assert reason(read, name) == why


def test_a_guest_in_our_own_team_is_a_customer_where_no_companies_meet(
    read: Read, payload: Payload, make: Make
) -> None:
    body = payload("colleague")
    body["is_ext_shared_channel"] = False
    (one,) = make().read(Raw("k", json.dumps(body).encode()))
    assert isinstance(one, Incoming)


def test_only_the_chosen_channels_are_customers_but_every_direct_message_is(read: Read) -> None:
    elsewhere, here = {"channels": ("C0OTHER01",)}, {"channels": ("C0OTHER01", " C0ACME001 ")}
    assert "not among the customers'" in reason(read, "shared", elsewhere)
    assert "not among the customers'" in reason(read, "reaction_added", elsewhere)
    assert isinstance(read("shared", here), Incoming)
    assert isinstance(read("direct", elsewhere), Incoming)


def test_a_reaction_in_the_channel_for_alerts_is_no_customers(read: Read) -> None:
    item = {"type": "message", "channel": "C0ALERTS1", "ts": "1795341600.000100"}
    assert reason(read, "reaction_added", item=item) == "It was written in the channel for alerts."


def press_of(payload: Payload, make: Make, **changes: Any) -> Happening:
    (one,) = make().read(Raw("k", json.dumps({**payload("press"), **changes}).encode()))
    return one


def test_a_press_says_who_wants_which_thread_and_where_to_answer(payload: Payload, make: Make) -> None:
    assert press_of(payload, make) == Pressed("0199-thread", "U0LUIS001", "C0ALERTS1:1795341700.000800")


@pytest.mark.parametrize("actions", [[], None, [{"action_id": "other", "value": "x"}], [{"action_id": "take"}]])
def test_another_apps_button_is_none_of_ours(payload: Payload, make: Make, actions: Any) -> None:
    assert isinstance(press_of(payload, make, actions=actions), Ignored)


def test_a_future_kind_of_event_is_ignored_by_its_name(read: Read) -> None:
    assert reason(read, "direct", type="huddle_of_the_future" + "x" * 500).startswith("Slack: huddle_of_the_future")
    assert len(reason(read, "direct", type="x" * 500)) < 60
    assert reason(read, "direct", subtype="something_new") == "Slack: something_new"


@pytest.mark.parametrize(
    "changes",
    [
        {"ts": None},
        {"ts": "yesterday"},
        {"ts": "9" * 5000},
        {"ts": "1795341600.000200/../x"},
        {"ts": 7},
        {"channel": None},
        {"channel": {"id": "C1"}},
        {"user": None},
        {"text": ["a"]},
        {"files": "none"},
        {"thread_ts": "x"},
    ],
    ids=str,
)
def test_what_lacks_a_place_a_time_or_an_author_is_unreadable(read: Read, changes: dict[str, Any]) -> None:
    with pytest.raises((ValueError, OverflowError)):
        read("direct", **changes)


DEEP = b'{"type":"event_callback","event":' + b"[" * 100_000 + b"]" * 100_000 + b"}"


@pytest.mark.parametrize(
    "body",
    [b"", b"null", b"[]", b"7", b'"x"', b"{", DEEP, b"[" * 100_000, b'{"event":' * 100_000, b"\xff\xfe", b"payload=",
     b"payload=%7B", b"ssl_check=1&token=x", b"payload=" + b"[" * 100_000, b"{\"type\":" + b"9" * 5000 + b"}"],
    ids=lambda body: repr(body[:24]),
)  # fmt: skip
def test_nonsense_is_unreadable_and_nothing_worse(make: Make, body: bytes) -> None:
    with pytest.raises((ValueError, RecursionError, LookupError)):
        make().read(Raw("k", body))


def test_an_unneeded_field_may_hold_what_it_likes(payload: Payload, make: Make) -> None:
    text = json.dumps(payload("direct")).replace('"blocks": ', f'"n": {"9" * 5000}, "blocks": ')
    assert "9999" in text
    with pytest.raises(ValueError, match=r".*"):  # neither parser takes it, and the router shows a stub
        make().read(Raw("k", text.encode()))
    (one,) = make().read(Raw("k", json.dumps({**payload("direct"), "x": [[[{}]]]}).encode()))
    assert isinstance(one, Incoming)


def test_half_an_emoji_and_a_nul_are_read(read: Read) -> None:
    said = incoming(read, "direct", text="a\ud83d b\x00c")
    assert said.text == "a\ud83d b\x00c"


def test_five_megabytes_are_read_and_cut(read: Read) -> None:
    said = incoming(read, "direct", text="<" * 2_500_000 + "&amp;" * 500_000)
    assert len(said.text) == 100_000


def test_a_press_that_came_as_a_form_is_the_same(payload: Payload, make: Make) -> None:
    from_form = make().read(Raw("k", b"payload=" + json.dumps(payload("press")).encode().replace(b" ", b"+")))
    assert from_form == [press_of(payload, make)]
