"""What goes along with a message to its provider, and what a refusal means for its address."""

import pytest
from office.carrier import Provider, deliver, now
from office.office import Office

from connectors.contract import Filled, Refused, TryLater
from inbox import messages, outbox, uploads
from inbox.arrivals import Consented
from inbox.door import Inbox
from inbox.errors import Closed
from inbox.identities import Contact
from inbox.words import Account, Attachment, Code, Message, User
from router.deliverer import Deliverer
from router.link import opened

URL = "https://hilo.example"


@pytest.fixture
def photo(office: Office, inbox: Inbox, ana: User) -> Attachment:
    stored = inbox.files.keep("photo.png", "image/png", b"\x89PNG")
    return office.write(uploads.keep, stored, ana.id, office.clock())


@pytest.mark.asyncio
async def test_files_go_along_each_with_a_link_that_opens_it(
    office: Office, email: Account, ana: User, inbox: Inbox, provider: Provider, photo: Attachment
) -> None:
    office.reply(office.hears(email).id, ana, files=(photo.id,))
    await deliver(Deliverer(inbox, alone=True, url=URL))
    (outgoing,) = provider.sent
    (file,) = outgoing.files
    assert (file.name, file.mime, file.content) == ("photo.png", "image/png", b"\x89PNG")
    assert opened(inbox.box, file.link.removeprefix(f"{URL}/media/"), office.clock()) == photo.id
    assert outgoing.hook == f"{URL}/hooks/{email.id}"


@pytest.mark.asyncio
async def test_where_nobody_can_call_us_there_are_neither_links_nor_hooks(
    office: Office, email: Account, ana: User, provider: Provider, deliverer: Deliverer, photo: Attachment
) -> None:
    office.reply(office.hears(email).id, ana, files=(photo.id,))
    await deliver(deliverer)
    (outgoing,) = provider.sent
    assert (outgoing.files[0].content, outgoing.files[0].link, outgoing.hook) == (b"\x89PNG", "", "")


@pytest.mark.asyncio
async def test_what_cannot_take_its_files_along_does_not_go(
    office: Office, email: Account, ana: User, inbox: Inbox, provider: Provider, deliverer: Deliverer, photo: Attachment
) -> None:
    answer = office.reply(office.hears(email).id, ana, files=(photo.id,))
    inbox.files.discard(office.read(messages.get_attachment, photo.id)[1])
    await deliver(deliverer)
    found = now(office, answer)
    assert (found.state, found.state_detail) == (
        "failed", "An attached file is missing on this server. Attach it again.",
    )  # fmt: skip
    assert provider.sent == []


@pytest.mark.asyncio
async def test_a_template_and_the_message_that_it_answers_go_along(
    office: Office, email: Account, ana: User, provider: Provider, deliverer: Deliverer
) -> None:
    template = {"id": "HX1", "name": "parcel", "language": "es", "values": {"1": "Maria"}}
    office.reply(office.hears(email, remote_id="theirs").id, ana, template=template)
    await deliver(deliverer)
    (outgoing,) = provider.sent
    assert (outgoing.template, outgoing.answers) == (Filled("HX1", "parcel", "es", {"1": "Maria"}), "theirs")


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("code", "shut"),
    [("opted_out", "opted_out"), ("unreachable", "unreachable"), ("window_closed", ""), ("too_big", ""), ("", "")],
)
async def test_a_refusal_says_what_can_be_done_instead_and_shuts_a_dead_address(
    office: Office, answer: Message, provider: Provider, deliverer: Deliverer, code: Code, shut: str
) -> None:
    provider.scripts["On its way"] = [Refused("Not there.", code)]
    await deliver(deliverer)
    assert (now(office, answer).state, now(office, answer).code) == ("failed", code)
    assert office.identity(Contact("email", "", "maria@example.com")).shut == shut


@pytest.mark.asyncio
async def test_what_was_queued_before_they_asked_us_to_stop_is_not_sent(
    office: Office, email: Account, answer: Message, ana: User, provider: Provider, deliverer: Deliverer
) -> None:
    maria = Contact("email", "", "maria@example.com")
    provider.scripts["On its way"] = [TryLater("Busy.")]
    await deliver(deliverer)
    office.take(office.payload(email, consents=(Consented(maria, given=False),)))
    office.clock.forward(minutes=5)
    await deliver(deliverer)
    found = now(office, answer)
    assert (found.state, found.code) == ("failed", "opted_out")
    assert "asked us to stop" in found.state_detail
    assert len(provider.sent) == 1
    with pytest.raises(Closed, match="asked us to stop"):
        office.write(outbox.retry, answer.id, ana.id, office.clock())
    await deliver(deliverer)
    assert (now(office, answer).state, len(provider.sent)) == ("failed", 1), "whatever an agent says"
    office.take(office.payload(email, consents=(Consented(maria, given=True),)))
    office.write(outbox.retry, answer.id, ana.id, office.clock())
    await deliver(deliverer)
    assert now(office, answer).state == "sent"
