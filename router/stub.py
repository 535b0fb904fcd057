"""What stands in a thread for a payload that could not be read. The raw bytes stay in the journal."""

from msgspec.structs import replace

from connectors.contract import Address, Happening, Incoming
from inbox.words import Account

TEXT = (
    "A message arrived that Hilo could not read. Nothing is lost: it is kept as it came, as number {seq}. "
    "Ask the customer to send it again, or ask an admin to run `hilo reread` after an update."
)


def stub_of(account: Account, seq: int, head: list[Happening]) -> Incoming:
    """From its sender, if the head says who that is; else from the account's own "unreadable" identity."""
    text = TEXT.format(seq=seq)
    named = next((one for one in head if isinstance(one, Incoming) and one.sender.address), None)
    if named:
        return replace(named, remote_id=f"stub:{seq}", text=text, said=text, html="", files=(), media=(), automatic="")
    nobody = Address(account.channel, "unreadable", "Unreadable messages", scoped=True)
    return Incoming(remote_id=f"stub:{seq}", sender=nobody, text=text, said=text)
