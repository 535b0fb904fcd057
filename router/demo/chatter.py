"""What goes on being written once the day has been told: newcomers, reminders, and thanks."""

import secrets
from collections.abc import Callable

from router.demo.acts import Arriving, Chat, Mail, Sms, WhatsApp
from router.demo.people import Person, person

NAMES = {
    "en": (
        "Amelia Harriet Samuel Grace Edwin Noor Philip Isobel Marcus Wendy Rafe Joan",
        "Grant Boyle Adeyemi Lindqvist Marsh Haddad Trent Kerr Bell Castellan Sutton Pemberton",
    ),
    "es": (
        "Elena Mateo Inés Hugo Nuria Diego Pilar Rosa Andrés Julia Gonzalo Marta",
        "Robles Arias Valcárcel Pardo Camps Salvatierra Montes Villanueva Cid Benavides Prieto Sanchís",
    ),
}
"""First names and family names, in every combination."""
NUMBERS = {"en": "+447700900{:03}", "es": "+346000000{:02}"}
FIRST_NUMBER = 20
"""Those below are for the day's own customers."""
DOMAINS = {"en": ("example.com", "example.org", "example.net"), "es": ("correo.example",)}

CHATS = {
    "en": (
        "Hi, do you ship the Albufera floor lamp to Ireland?",
        "Hello, I chose the wrong colour in order {order}. Can I still change it?",
        "Is the Denia table lamp back in stock soon? The page says 'a few weeks'",
        "Your discount code does not work at the checkout, it says it has expired. It came this morning!",
        "Can I pick up order {order} at the workshop instead of having it delivered?",
        "The lamp arrived and I love it. Where can I leave the packaging?",
        "Hello, the cable of my Turia is too short. Do you sell a longer one?",
        "I have been waiting for order {order} for three weeks. This is ridiculous, can I talk to a real person?",
    ),
    "es": (
        "Hola, ¿enviáis a Canarias?",
        "Buenas, ¿la Jávea se puede colgar de un techo inclinado?",
        "El seguimiento del pedido {order} no se mueve desde el lunes. ¿Ha pasado algo?",
        "Hola, ¿puedo recoger el pedido {order} en el taller?",
        "¿Tenéis recambio de pantalla para la Turia pequeña?",
        "Me ha llegado el color equivocado en el pedido {order} y lo necesito para el sábado",
        "¡Hola! ¿Hacéis factura a nombre de empresa?",
        "Llevo tres semanas esperando el pedido {order}. Es inaceptable, quiero hablar con una persona",
    ),
}
PICTURED = {
    "en": ("Hi, I found this one at a flea market. Is it yours?", "Hello, do you still have shades for this one?"),
    "es": ("Hola, ¿esta lámpara es vuestra? La heredé de mi tía", "Buenas, ¿qué potencia admite esta?"),
}
"""What goes with a photo of a lamp."""
MAILS = {
    "en": (
        ("Question about bulbs", "Hello,\n\nWhich bulbs do you recommend for the wall lamps? Mine flicker a little."),
        ("Order {order}: one box missing", "Hi,\n\nTwo boxes were announced and only one came. What should I do now?"),
        ("A lamp for a reading corner", "Good day,\n\nI need a reading lamp, warm and not too tall. Which one?"),
        ("Refund for order {order}", "Hello,\n\nTen days and still no refund. I am rather disappointed."),
    ),
    "es": (
        ("Pedido {order}", "Hola:\n\n¿Cuándo sale el pedido {order}? Estaré fuera la semana que viene."),
        ("Duda sobre la instalación", "Buenas tardes:\n\n¿La colgante Calpe lleva florón incluido, o se pide aparte?"),
        ("Devolución del pedido {order}", "Hola:\n\nNo encaja en el hueco y está sin estrenar. ¿Cómo la devuelvo?"),
        ("Falta un tornillo", "Buenos días:\n\nA la base de la Denia le falta un tornillo. ¿Me enviáis uno?"),
    ),
}  # fmt: skip
REMINDERS = {
    "en": ("Hello, is there any news?", "Sorry to ask again, but I am still waiting for an answer."),
    "es": ("Hola, ¿hay alguna novedad?", "Perdón por insistir, pero sigo esperando una respuesta."),
}
THANKS = {
    "en": ("Thank you, that helps a lot!", "Great, thanks for the quick answer.", "All right, thank you very much."),
    "es": ("¡Muchas gracias, me ayuda mucho!", "Perfecto, gracias por contestar tan pronto.", "Vale, muchas gracias."),
}
ANSWERS = {
    "en": "Hello, thank you for writing. I am looking into it with the workshop and will tell you by this evening.",
    "es": "Hola, gracias por escribirnos. Lo estoy mirando con el taller y te digo algo antes de esta tarde.",
}


def newcomer() -> Arriving:
    """Somebody new, as a rule; after some hours names come round again, on the channel that they used before."""
    language = secrets.choice(("en", "es"))
    given, family = secrets.randbelow(12), secrets.randbelow(12)
    return way(given, family)(somebody(language, given, family))


def way(given: int, family: int) -> Callable[[Person], Arriving]:
    """Every second one needs a number: Spain's are but a hundred."""
    return (by_chat, by_whatsapp, by_mail, by_sms)[(given + family) % 4]


def somebody(language: str, given: int, family: int) -> Person:
    """Two neighbours in the list share a number, of whom only one ever uses it."""
    first, last = (names.split()[one] for names, one in zip(NAMES[language], (given, family), strict=True))
    phone = NUMBERS[language].format(FIRST_NUMBER + (12 * given + family) // 2)
    return person(f"{first} {last}", DOMAINS[language][len(first) % len(DOMAINS[language])], phone=phone)


def by_chat(who: Person) -> Chat:
    return Chat(0, who, question(who))


def question(who: Person) -> str:
    return secrets.choice(CHATS[who.language]).format(order=order())


def by_whatsapp(who: Person) -> WhatsApp:
    if secrets.randbelow(3) == 0:
        return WhatsApp(0, who, secrets.choice(PICTURED[who.language]), photo=True)
    return WhatsApp(0, who, question(who))


def by_sms(who: Person) -> Sms:
    return Sms(0, who, question(who))


def by_mail(who: Person) -> Mail:
    number = order()
    subject, text = secrets.choice(MAILS[who.language])
    return Mail(0, who, subject.format(order=number), f"{text.format(order=number)}\n\n{who.name}")


def order() -> int:
    return 4494 + secrets.randbelow(500)


def reminder(language: str) -> str:
    return secrets.choice(REMINDERS[language])


def thanks(language: str) -> str:
    return secrets.choice(THANKS[language])
