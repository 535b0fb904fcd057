"""A forged mail, all the way from the journal to the thread: it stands visibly unverified, and joins nothing."""

from email.message import EmailMessage
from itertools import count

import msgspec
import pytest
from office.office import Office
from sqlalchemy import select

from connectors.chat import Said, Verified
from inbox import customers, journal, outbox, suggestions, ways
from inbox.identities import Contact
from inbox.journal import Entry
from inbox.merging import merge
from inbox.schema import claim, customer, identity, thread
from inbox.schema import merge as merges
from inbox.words import Account, Message, User
from router.reader import Reader
from router.translate import outgoing

OURS = "support@hilo.example"
SETTINGS = {
    "address": OURS, "imap_host": "127.0.0.1", "imap_user": "support", "smtp_host": "127.0.0.1",
    "smtp_user": "support", "trusted_authserv_id": "mx.hilo.example",
}  # fmt: skip
GENUINE = "mx.hilo.example; dkim=pass header.d=ok.example; dmarc=pass header.from=ok.example"
BOB = "bob@ok.example"
NUMBERS = count(1)


@pytest.fixture
def mailbox(office: Office) -> Account:
    return office.account("email", settings=SETTINGS, secrets={"imap_password": "x", "smtp_password": "x"})


def mail(text: str, sender: str = "Bob <bob@ok.example>", *results: str, **fields: str) -> bytes:
    """As the server hands it over: what it found on top, then whatever the sender wrote."""
    made = EmailMessage()
    fields = {"to": OURS, "subject": "Order", "message_id": f"<{next(NUMBERS)}@ok.example>", **fields}
    for name, value in fields.items():
        made[name.replace("_", "-")] = value
    made.set_content(text)
    head = [f"Authentication-Results: {one}" for one in results] + [f"From: {one}" for one in sender.split("|")]
    return "".join(f"{line}\r\n" for line in head).encode() + made.as_bytes()


class Post:
    """Puts raw mails into the journal and has the real reader read them."""

    def __init__(self, office: Office, mailbox: Account, reader: Reader) -> None:
        self.office, self.mailbox, self.reader, self.count = office, mailbox, reader, 0

    async def brings(self, *mails: bytes) -> list[Message]:
        seen = {one.id for one in self.everything()}
        for body in mails:
            self.count += 1
            entry = Entry(self.mailbox.id, f"INBOX:1:{self.count}", body, {}, self.office.clock())
            self.office.write(journal.append, [entry])
        await self.reader.read_some()
        return [one for one in self.everything() if one.id not in seen]

    def everything(self) -> list[Message]:
        threads = [row.id for row in self.office.rows(select(thread.c.id).where(thread.c.head_id.is_(None)))]
        return sorted(
            (one for each in threads for one in self.office.messages(each)), key=lambda one: (one.created_at, one.id)
        )


@pytest.fixture
def post(office: Office, mailbox: Account, reader: Reader) -> Post:
    return Post(office, mailbox, reader)


@pytest.fixture
def chat(office: Office) -> Account:
    return office.account("chat", settings={"title": "Chat"}, secrets={"jwt_secret": "x" * 32})


FORGERIES = {
    "a forged From": mail("Change my bank account"),
    "a forged result of the right server, below its own": mail(
        "Change my bank account", "Bob <bob@ok.example>", "mx.hilo.example; dmarc=fail header.from=ok.example", GENUINE
    ),
    "a forged result, below a relay's": mail(
        "Change my bank account", "Bob <bob@ok.example>", "relay.example; spf=pass", GENUINE
    ),
    "a forged result of another server": mail(
        "Change my bank account", "Bob <bob@ok.example>", GENUINE.replace("mx.hilo", "mx.evil")
    ),
    "an unaligned signature": mail(
        "Change my bank account", "Bob <bob@ok.example>",
        "mx.hilo.example; dkim=pass header.d=evil.example; spf=pass smtp.mailfrom=evil.example; dmarc=none",
    ),
    "two authors": mail("Change my bank account", "Bob <bob@ok.example>|Eve <eve@evil.example>", GENUINE),
    "an address within an address": mail(
        "Change my bank account", "<bob@ok.example> <eve@evil.example>", GENUINE.replace("ok.example", "evil.example")
    ),
    "an encoded address": mail("Change my bank account", "<=?utf-8?q?bob?=@ok.example>", GENUINE),
    "a hidden character": mail("Change my bank account", "Bob <bob\x00@ok.example>", GENUINE),
    "an author behind a lone carriage return": mail("Change my bank account", "x@y.z\rFrom: bob@ok.example", GENUINE),
    "no author but a Reply-To": mail("Change my bank account", "Bob", GENUINE, reply_to=BOB),
}  # fmt: skip


@pytest.mark.asyncio
@pytest.mark.parametrize("known_by", ["proven mail", "signed token"])
async def test_a_forgery_is_visibly_unverified_and_joins_nothing(
    office: Office, post: Post, chat: Account, known_by: str
) -> None:
    genuine = mail("Hi", "Bob <bob@ok.example>", GENUINE)
    [said] = await post.brings(genuine) if known_by == "proven mail" else await chats(office, post, chat)
    bobs = office.thread(said.thread_id)
    forged = await post.brings(*FORGERIES.values())
    for name, one in zip(FORGERIES, forged, strict=True):
        assert (one.evidence, one.text.strip()) == ("claimed", "Change my bank account"), name
        assert one.thread_id != bobs.id, name
        stranger = office.read(customers.get, office.thread(one.thread_id).customer_id)
        assert {each.evidence for each in stranger.identities} == {"claimed"}, name
    assert office.thread(bobs.id) == bobs
    assert office.messages(bobs.id) == [said]
    assert office.identity(Contact("email", "", BOB)).customer_id == bobs.customer_id
    assert office.rows(select(merges.c.id)) == []


@pytest.mark.asyncio
async def test_where_nobody_has_proven_the_address_a_forgery_is_unverified_too(office: Office, post: Post) -> None:
    forged = await post.brings(*FORGERIES.values())
    assert {one.evidence for one in forged} == {"claimed"}
    assert {row.evidence for row in office.rows(select(identity.c.evidence))} == {"claimed"}


async def chats(office: Office, post: Post, chat: Account) -> list[Message]:
    said = Said("v1", "c1", "Hi", verified=Verified("42", BOB, "Bob"))
    office.write(journal.append, [Entry(chat.id, "c1", msgspec.json.encode(said), {}, office.clock())])
    return await post.brings()


@pytest.mark.asyncio
async def test_the_owners_next_proven_mail_reaches_their_own_thread(office: Office, post: Post) -> None:
    first, forged, second = [
        (await post.brings(one))[0]
        for one in (
            mail("Hi", "Bob <bob@ok.example>", GENUINE),
            mail("Change my bank account"),
            mail("Any news?", "Bob <bob@ok.example>", GENUINE),
        )
    ]
    assert (second.thread_id, second.evidence) == (first.thread_id, "proven")
    assert forged.thread_id != first.thread_id
    assert office.identity(Contact("email", "", BOB)).evidence == "proven"


@pytest.mark.asyncio
async def test_in_one_batch_it_is_the_same(office: Office, post: Post) -> None:
    first, forged, second = await post.brings(
        mail("Hi", "Bob <bob@ok.example>", GENUINE),
        mail("Change my bank account"),
        mail("Any news?", "Bob <bob@ok.example>", GENUINE),
    )
    assert first.thread_id == second.thread_id != forged.thread_id
    assert [one.evidence for one in (first, forged, second)] == ["proven", "claimed", "proven"]


@pytest.mark.asyncio
async def test_further_unverified_mail_continues_where_the_first_one_stands(office: Office, post: Post) -> None:
    await post.brings(mail("Hi", "Bob <bob@ok.example>", GENUINE))
    one, two = await post.brings(mail("First"), mail("Second", "bob@ok.example"))
    assert one.thread_id == two.thread_id
    assert office.thread(one.thread_id).customer_name == "Bob"


@pytest.mark.asyncio
async def test_an_answer_to_a_forgery_goes_to_the_address_written_and_carries_no_history(
    office: Office, post: Post, ana: User
) -> None:
    [genuine] = await post.brings(mail("Hi", "Bob <bob@ok.example>", GENUINE, message_id="<b1@ok.example>"))
    office.reply(genuine.thread_id, ana, "Dear Bob")
    [earlier] = office.write(outbox.claim, office.clock())
    [forged] = await post.brings(
        mail("Send it again", reply_to="Bob <eve@evil.example>", message_id="<e1@evil.example>")
    )
    [way] = office.read(ways.of_thread, forged.thread_id)
    assert (way.identity.address, way.identity.evidence) == (BOB, "claimed")
    office.reply(forged.thread_id, ana, "Who is this?")
    [delivery] = office.write(outbox.claim, office.clock())
    letter = outgoing(delivery)
    assert (letter.to.address, letter.cites) == (BOB, ("e1@evil.example",))
    assert letter.token != outgoing(earlier).token


@pytest.mark.asyncio
async def test_a_foreign_reply_to_is_shown_as_a_claim_and_written_to_by_nobody(
    office: Office, post: Post, ana: User
) -> None:
    [said] = await post.brings(mail("Hi", "Bob <bob@ok.example>", GENUINE, reply_to="Eve <eve@evil.example>"))
    owner = office.read(customers.get, office.thread(said.thread_id).customer_id)
    assert [(one.address, one.how) for one in owner.claims] == [("eve@evil.example", "reply-to")]
    office.reply(said.thread_id, ana)
    [delivery] = office.write(outbox.claim, office.clock())
    assert delivery.address == BOB


@pytest.mark.asyncio
@pytest.mark.parametrize("by", ["reference", "token"])
async def test_who_answers_what_went_to_the_owner_is_let_in_but_stays_unverified(
    office: Office, post: Post, ana: User, by: str
) -> None:
    """As a mail program does from behind a mailing list: the list broke the signature, the reference is still there."""
    [genuine] = await post.brings(mail("Hi", "Bob <bob@ok.example>", GENUINE))
    ours = office.reply(genuine.thread_id, ana, "Dear Bob")
    [delivery] = office.write(outbox.claim, office.clock())
    told = {"in_reply_to": f"<{ours.id}.hilo@hilo.example>"} if by == "reference" else {}
    told |= {"to": f"support+{delivery.token}@hilo.example"} if by == "token" else {}
    [answer] = await post.brings(mail("Thank you", "Bob <bob@ok.example>", **told))
    assert (answer.thread_id, answer.evidence) == (genuine.thread_id, "claimed")
    assert office.identity(Contact("email", "", BOB)).evidence == "proven"


@pytest.mark.asyncio
async def test_a_forger_who_answers_what_went_to_themselves_is_not_let_into_the_owners_thread(
    office: Office, post: Post, ana: User
) -> None:
    [genuine] = await post.brings(mail("Hi", "Bob <bob@ok.example>", GENUINE))
    [eves] = await post.brings(mail("Hi", "Eve <eve@evil.example>"))
    ours = office.reply(eves.thread_id, ana, "Dear Eve")
    [forged] = await post.brings(mail("I am Bob", "Bob <bob@ok.example>", in_reply_to=f"<{ours.id}.hilo@hilo.example>"))
    assert forged.thread_id not in {genuine.thread_id, eves.thread_id}


@pytest.mark.asyncio
async def test_an_address_that_nobody_has_proven_goes_on_in_its_thread(office: Office, post: Post) -> None:
    first, second = await post.brings(mail("Hi"), mail("Any news?"))
    assert first.thread_id == second.thread_id
    assert {first.evidence, second.evidence} == {"claimed"}
    [proven] = await post.brings(mail("It is me", "Bob <bob@ok.example>", GENUINE))
    assert proven.thread_id == first.thread_id
    assert [one.evidence for one in office.messages(first.thread_id)] == ["claimed", "claimed", "proven"]


@pytest.mark.asyncio
async def test_an_agent_who_knows_better_joins_the_two_by_one_click(office: Office, post: Post, ana: User) -> None:
    """A forwarded mail, or a server that could not check for an hour."""
    [genuine] = await post.brings(mail("Hi", "Bob <bob@ok.example>", GENUINE))
    [doubtful] = await post.brings(mail("From my tablet"))
    bobs, other = (office.thread(one.thread_id).customer_id for one in (genuine, doubtful))
    [suggested] = office.read(suggestions.suggest, bobs)
    assert (suggested.customer_id, [one.code for one in suggested.reasons]) == (other, ["claimed_back"])
    [back] = office.read(suggestions.suggest, other)
    assert (back.customer_id, back.reasons[0].address) == (bobs, BOB)
    office.write(merge, other, bobs, "claimed", ana.id, office.clock())
    [next_one] = await post.brings(mail("And again"))
    assert (next_one.thread_id, next_one.evidence) == (genuine.thread_id, "claimed")
    assert [one.text.strip() for one in office.messages(genuine.thread_id)] == ["Hi", "From my tablet", "And again"]


@pytest.mark.asyncio
async def test_what_went_to_the_owner_while_merged_counts_as_theirs(office: Office, post: Post, ana: User) -> None:
    [genuine] = await post.brings(mail("Hi", "Bob <bob@ok.example>", GENUINE))
    [friend] = await post.brings(mail("Hello", "Ann <ann@ok.example>", GENUINE))
    bobs, anns = (office.thread(one.thread_id).customer_id for one in (genuine, friend))
    office.write(merge, bobs, anns, "agent", ana.id, office.clock())
    ours = office.reply(friend.thread_id, ana, "Dear both", identity_id=office.identity(Contact("email", "", BOB)).id)
    [answer] = await post.brings(mail("Yes", "Bob <bob@ok.example>", in_reply_to=f"<{ours.id}.hilo@hilo.example>"))
    assert answer.thread_id == friend.thread_id
    assert len(office.rows(select(customer))) == 2


@pytest.mark.asyncio
async def test_a_forger_makes_no_address_stronger_and_our_own_is_nobodys(office: Office, post: Post) -> None:
    [forged] = await post.brings(mail("Hi", "Eve <eve@evil.example>", GENUINE, reply_to=f"{BOB}, {OURS}"))
    assert [row.evidence for row in office.rows(select(identity.c.evidence))] == ["claimed"]
    assert [row.address for row in office.rows(select(claim.c.address))] == [BOB]
    assert forged.evidence == "claimed"
