"""The words with which somebody asks to be written to no more, or again.

https://help.twilio.com/articles/223134027 lists the English ones, after which Twilio itself blocks an SMS. On WhatsApp
it blocks nothing, so that there only those count that nobody writes by the way ("cancel" may mean an order).
"""

import re

from connectors.twilio.number import SMS, Medium

STOP = {
    "stop", "stopall", "unsubscribe", "optout", "opt-out",
    "baja", "alto", "parar",
    "sair", "descadastrar",
    "arret", "arrêt", "stopper", "désabonner", "desabonner", "désinscrire",
    "stopp", "abmelden", "abbestellen", "austragen",
    "ferma", "disiscrivimi", "cancellami",
}  # fmt: skip
STOP_SMS = STOP | {"end", "quit", "cancel", "revoke"}
START = {"start", "unstop", "alta", "voltar", "inscrever", "reprendre", "anmelden", "riprendi", "iscrivimi"}
START_SMS = START | {"yes"}
LONGEST = 30
"""Characters; a longer text is more than that word."""
TOLD: dict[str, bool | None] = {"STOP": False, "START": True, "HELP": None}


def consent(medium: Medium, told: str, text: str) -> bool | None:
    """None: they said nothing about it. told: Twilio's own verdict, OptOutType, which knows the account's words."""
    if told.upper() in TOLD:
        return TOLD[told.upper()]
    word = re.sub(r"^\W+|\W+$", "", text if len(text) < LONGEST else "").casefold()
    if word in (STOP_SMS if medium is SMS else STOP):
        return False
    return True if word in (START_SMS if medium is SMS else START) else None
