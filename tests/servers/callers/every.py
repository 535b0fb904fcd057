"""One caller for each connector that has a hook; the contract test finds one that is missing."""

from servers.callers.api import Peer
from servers.callers.call import Caller
from servers.callers.meta import MetaWhatsapp
from servers.callers.slack import Slack
from servers.callers.twilio import TwilioSms, TwilioWhatsapp

CALLERS: dict[str, type[Caller]] = {one.name: one for one in (Peer, TwilioSms, TwilioWhatsapp, MetaWhatsapp, Slack)}
