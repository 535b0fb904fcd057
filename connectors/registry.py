"""Every connector there is: one line each."""

from connectors.api.channel import Api
from connectors.chat import Chat
from connectors.contract import Connector
from connectors.email.channel import Email
from connectors.meta_whatsapp import MetaWhatsApp
from connectors.slack.channel import Slack
from connectors.telegram import Telegram
from connectors.twilio_sms import TwilioSms
from connectors.twilio_whatsapp import TwilioWhatsApp

CONNECTORS: dict[str, type[Connector]] = {
    one.name: one
    for one in (
        Chat,
        Email,
        TwilioSms,
        TwilioWhatsApp,
        MetaWhatsApp,
        Slack,
        Telegram,
        Api,
    )
}
"""By name. The API channel joins any medium that can sign an HTTP request, without code here: docs/api-channel.md."""
