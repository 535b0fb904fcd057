"""Every channel there is: one line each."""

from connectors.api.channel import Api
from connectors.chat import Chat
from connectors.contract import Connector
from connectors.email.channel import Email

CHANNELS: dict[str, type[Connector]] = {one.channel: one for one in (Chat, Email, Api)}
