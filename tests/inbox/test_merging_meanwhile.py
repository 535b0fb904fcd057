"""Two who write at the very moments in which they are joined and split."""

import asyncio

import pytest
from office.office import Office

from inbox import merging
from inbox.door import Inbox
from inbox.identities import Contact
from inbox.receive import receive
from inbox.words import Account, Thread, User
from router.patience import judge

MARIA, PHONE = Contact("email", "", "maria@example.com"), Contact("sms", "", "+34600000001", "", "proven")
MANY = range(40)


async def to_and_fro(inbox: Inbox, part: Thread, head: Thread, by: User) -> None:
    for _ in range(10):
        both = part.customer_id, head.customer_id
        merge_id = await inbox.write(merging.merge, *both, "same person", by.id, inbox.clock())
        await inbox.write(merging.split, merge_id, by.id, inbox.clock())


def texts(office: Office, shown: Thread) -> list[str]:
    return sorted(one.text for one in office.messages(shown.id))


@pytest.mark.asyncio
@pytest.mark.parametrize("ends", ["two", "one"])
async def test_they_lose_nothing(office: Office, email: Account, ana: User, inbox: Inbox, ends: str) -> None:
    sms = office.account("sms")
    mail, text = office.hears(email, MARIA, "mail -1"), office.hears(sms, PHONE, "text -1")
    arriving = [office.payload(email, office.arrival(email, MARIA, f"mail {one}")) for one in MANY]
    arriving += [office.payload(sms, office.arrival(sms, PHONE, f"text {one}")) for one in MANY]
    await asyncio.gather(
        to_and_fro(inbox, text, mail, ana), *(inbox.write(receive, [one], judge, inbox.clock()) for one in arriving)
    )
    mails, sent = [sorted(f"{word} {one}" for one in range(-1, 40)) for word in ("mail", "text")]
    if ends == "one":
        office.write(merging.merge, text.customer_id, mail.customer_id, "same person", ana.id, office.clock())
        assert texts(office, mail) == sorted([*mails, *sent])
        assert office.thread(mail.id).unanswered == 82
    else:
        assert (texts(office, mail), texts(office, text)) == (mails, sent)
        for one in (mail, text):
            assert [said.position for said in office.messages(one.id)] == list(range(1, 42))
            assert office.thread(one.id).unanswered == 41
