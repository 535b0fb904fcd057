"""What the doctor finds, and a used database for it to look into."""

from inbox import accounts
from inbox.accounts import NewAccount
from inbox.clock import Clock, utc_now
from web import doctor, folder
from web.key import open_inbox
from web.settings import Settings

MAIL = NewAccount("email", "Support", {}, {"password": "hunter2"})


async def findings(settings: Settings, clock: Clock = utc_now) -> dict[str, str]:
    return {one.subject: one.remedy async for one in doctor.examine(settings, clock)}


def problems(found: dict[str, str]) -> dict[str, str]:
    return {subject: remedy for subject, remedy in found.items() if remedy}


async def furnish(settings: Settings, alarm: str = "", new: NewAccount = MAIL) -> None:
    """A used database with one account."""
    folder.make(settings)
    folder.upgrade(settings)
    inbox = await open_inbox(settings)
    account = await inbox.write(accounts.add, inbox.box, new, utc_now())
    if alarm:
        await inbox.write(accounts.alarm, account.id, alarm, utc_now())
    await inbox.close()
