"""An answer as a mail, read back with the standard library's parser and, where it counts, byte by byte."""

import re
from datetime import UTC, datetime
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.policy import default
from email.utils import getaddresses, parseaddr

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.contract import Address, File, Outgoing, Refused
from connectors.email.compose import Letter, compose, ref_of
from connectors.email.flowed import flow

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
UUID = "0198f3c2-7b1a-7c3e-9f00-1a2b3c4d5e6f"
OTHER = "0198f3c2-7b1a-7c3e-9f00-ffffffffffff"


def out(text: str = "Hello Ana.", to: str = "ana@example.com", display: str = "Ana", **more: object) -> Outgoing:
    fields: dict[str, object] = {"subject": "My order", "ref": UUID, **more}
    return Outgoing("m1", Address("email", to, display), text, **fields)  # type: ignore[arg-type]  # checked by the struct


def letter(outgoing: Outgoing, address: str = "support@acme.example", name: str = "Acme") -> Letter:
    return compose(outgoing, address=address, name=name, account_id="acc-1", now=NOW)


def parsed(outgoing: Outgoing, address: str = "support@acme.example", name: str = "Acme") -> EmailMessage:
    return message_from_bytes(letter(outgoing, address, name).body, policy=default)


def text_of(mail: EmailMessage) -> str:
    body = mail.get_body(("plain",))
    assert body is not None
    return str(body.get_content()).replace("\r\n", "\n")


def unflow(text: str) -> str:
    """What a mail program that knows RFC 3676 shows."""
    lines: list[str] = []
    goes_on = False
    for line in text.splitlines():
        bare = line.removeprefix(" ")
        lines = [*lines[:-1], lines[-1] + bare] if goes_on else [*lines, bare]
        goes_on = bare.endswith(" ") and bare != "-- "
    return "\n".join(lines)


def test_an_answer_has_every_header_a_mail_program_needs() -> None:
    mail = parsed(out(cites=("third@x", "second@x", "first@x"), token="T0k-en_1"))
    assert str(mail["From"]) == "Acme <support@acme.example>"
    assert str(mail["To"]) == "Ana <ana@example.com>"
    assert str(mail["Reply-To"]) == "Acme <support+T0k-en_1@acme.example>"
    assert mail["Subject"] == "Re: My order"
    assert mail["Date"].datetime == NOW
    assert mail["Message-ID"] == f"<{UUID}.hilo@acme.example>"
    assert mail["In-Reply-To"] == "<third@x>"
    assert mail["References"].split() == ["<first@x>", "<second@x>", "<third@x>"]
    assert mail["X-Hilo-Loop"] == "acc-1"
    assert mail["Auto-Submitted"] is None
    assert mail.get_content_type() == "text/plain"
    assert mail.get_param("format") == "flowed"


def test_the_envelope_has_the_bare_addresses() -> None:
    sealed = letter(out())
    assert (sealed.sender, sealed.recipient, sealed.utf8) == ("support@acme.example", "ana@example.com", False)


def test_the_same_ref_gives_the_same_message_id_on_every_try() -> None:
    assert letter(out()).message_id == letter(out(text="changed")).message_id
    assert letter(out(ref="given@by.others")).message_id == "<given@by.others>"


def test_our_own_refs_survive_the_way_out_and_back() -> None:
    mail = parsed(out(cites=(OTHER, "theirs@x")))
    assert mail["In-Reply-To"] == f"<{OTHER}.hilo@acme.example>"
    assert ref_of(mail["In-Reply-To"].strip("<>")) == OTHER
    assert ref_of("theirs@acme.example") == "theirs@acme.example"


def test_long_message_ids_stay_whole() -> None:
    long = ["a" * 70 + f"{number}@" + "prod.exchangelabs.com" * 4 for number in range(3)]
    body = letter(out(cites=tuple(long))).body
    assert b"=?" not in body
    for one in long:
        assert f"<{one}>".encode() in body


def test_references_keep_the_root_and_the_nearest() -> None:
    cites = tuple(f"{number}@x" for number in range(100, 0, -1))
    references = parsed(out(cites=cites))["References"].split()
    assert references[0] == "<1@x>"
    assert references[-1] == "<100@x>"
    assert len(references) == 20


def test_the_header_fields_of_a_long_thread_stay_below_the_line_limit() -> None:
    body = letter(out(subject="ñ" * 400, cites=tuple(f"{'c' * 90}{number}@x" for number in range(40)))).body
    assert max(map(len, body.split(b"\r\n"))) < 200


@pytest.mark.parametrize(
    ("subject", "expected"),
    [
        ("My order", "Re: My order"),
        ("Re: My order", "Re: My order"),
        ("RE: My order", "RE: My order"),
        ("AW: Bestellung", "AW: Bestellung"),
        ("RE[2]: My order", "RE[2]: My order"),
        ("Regarding: shoes", "Re: Regarding: shoes"),
        ("  ¿Dónde   está?\t", "Re: ¿Dónde está?"),
        ("", "Re: Acme"),
    ],
)
def test_the_customers_subject_is_kept_and_re_is_not_doubled(subject: str, expected: str) -> None:
    assert parsed(out(subject=subject, cites=("a@x",)))["Subject"] == expected


def test_a_first_mail_has_no_re_and_cites_nothing() -> None:
    mail = parsed(out(subject="Welcome"))
    assert mail["Subject"] == "Welcome"
    assert mail["In-Reply-To"] is mail["References"] is mail["Reply-To"] is None


@pytest.mark.parametrize(
    "name", ["Muñoz, Ana", 'Ana "la jefa" Ñ', "山田太郎", "Zoë <x@y>", "a" * 200 + "é", "A.B, (C)"]
)
def test_names_of_any_kind_survive(name: str) -> None:
    # The old parser, because the new one puts spaces between the pieces of a long name.
    mail = message_from_bytes(letter(out(display=name), name=name).body)
    shown, address = parseaddr(mail["To"])
    assert (str(make_header(decode_header(shown))), address) == (name, "ana@example.com")
    assert [address for _, address in getaddresses([mail["From"]])] == ["support@acme.example"]


INJECTION = "x\r\nBcc: victim@example.com\r\n\r\nbody\x00\x0b\u2028y"


def test_nothing_can_add_a_header_field() -> None:
    mail = parsed(
        out(subject=INJECTION, display=INJECTION, token=INJECTION, cites=(INJECTION, "ok@x"), ref=UUID), name=INJECTION
    )
    assert mail["Bcc"] is None
    assert text_of(mail) == "Hello Ana.\n"
    assert mail["References"] == "<ok@x>"
    assert mail["Reply-To"] is None


@pytest.mark.parametrize(
    "address", ["", "ana", "ana@", "@x", "a b@x.com", "ana@x.com\r\nRCPT TO:<b@x>", "a@b@c.com", "<a@x>", "a@x .com"]
)
def test_an_address_that_is_none_is_refused_in_a_sentence(address: str) -> None:
    with pytest.raises(Refused, match="is not a mail address"):
        letter(out(to=address))


def test_a_domain_beyond_ascii_needs_no_smtputf8_but_a_local_part_does() -> None:
    idna = letter(out(to="ana@exämple.com"))
    assert (idna.recipient, idna.utf8) == ("ana@xn--exmple-cua.com", False)
    assert idna.body.isascii()
    assert letter(out(to="añá@example.com")).utf8


def test_everything_is_seven_bit_and_lines_are_short() -> None:
    files = (File("ñ.pdf", "application/pdf", bytes(range(256)) * 40),)
    body = letter(out(text="ñ" * 5000 + "\n" + "x" * 5000, files=files)).body
    assert body.isascii()
    assert max(map(len, body.split(b"\r\n"))) <= 78
    assert not re.search(rb"(?<!\r)\n|\r(?!\n)", body)


def test_attachments_arrive_as_they_are() -> None:
    files = (
        File("informe año.pdf", "application/pdf", b"%PDF-1.7 \x00\xff"),
        File("note.txt", "text/plain", b"caf\xe9\r\nno charset"),
        File("evil\r\nX: y.eml", "message/rfc822", b"Subject: x\r\n\r\ny"),
        File("", "not a type", b""),
    )
    mail = parsed(out(files=files))
    parts = list(mail.iter_attachments())
    assert [(part.get_filename(), part.get_content_type(), part.get_payload(decode=True)) for part in parts] == [
        ("informe año.pdf", "application/pdf", files[0].content),
        ("note.txt", "text/plain", files[1].content),
        ("evil X: y.eml", "application/octet-stream", files[2].content),
        ("file", "application/octet-stream", b""),
    ]
    assert text_of(mail) == "Hello Ana.\n"


def test_a_big_attachment_is_composed() -> None:
    content = bytes(range(256)) * 40_000
    mail = parsed(out(files=(File("big.bin", "application/octet-stream", content),)))
    assert next(mail.iter_attachments()).get_payload(decode=True) == content


def test_paragraphs_flow_and_everything_else_stays() -> None:
    text = "word " * 60 + "end\n\n> quoted by hand\nFrom here on\n  indented\nline with space \n-- \nAna"
    flowed = flow(text)
    assert max(map(len, flowed.splitlines())) <= 78
    assert unflow(flowed) == text.replace("space \n", "space\n")


def test_a_long_address_is_not_broken() -> None:
    url = "https://example.com/" + "a" * 300
    assert url in flow(f"See {url} for more, it is a long way to go until the very end of this line of text.")


@given(st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\u2028\u2029\x85"), max_size=300))
def test_any_text_comes_back_as_it_was(text: str) -> None:
    sent = "\n".join(line.rstrip(" ") for line in f"{text}\nBest regards".split("\n"))
    assert unflow(text_of(parsed(out(text=sent)))) == sent


@given(st.text(max_size=200), st.text(max_size=80), st.text(max_size=80))
def test_no_text_subject_or_name_breaks_the_mail(text: str, subject: str, name: str) -> None:
    mail = parsed(out(text=text, subject=subject, display=name), name=name)
    assert sorted(mail.keys()) == sorted(["From", "To", "Subject", "Date", "X-Hilo-Loop", "Message-ID", *BODY])
    assert mail["To"].addresses[0].addr_spec == "ana@example.com"


BODY = ("Content-Type", "Content-Transfer-Encoding", "MIME-Version")
