"""The day so far at Casa Lumbre, an invented workshop in Valencia that makes lamps and sells them on its own site."""

from router.demo.acts import Act, AddNumber, Chat, Close, Edit, Mail, Note, Promise, Reply, Sms, Tag, Take, WhatsApp
from router.demo.people import ANA, CARLOS, NORA, person

MARGARET = person("Margaret Holloway", "example.com")
JAVIER = person("Javier Montoya", "correo.example")
PRIYA = person("Priya Raman", "example.org", signed_in=True)
LUCIA = person("Lucía Ferrer", "correo.example")
TOBIAS = person("Tobias Okafor", "example.net", phone="+447700900011")
BEATRIZ = person("Beatriz Solano", "correo.example")
DANIEL = person("Daniel Whitcombe", "example.com")
CARMEN = person("Carmen Ibáñez", "correo.example")
OWEN = person("Owen Pritchard", "example.org", phone="+447700900012")
SOFIA = person("Sofía Lara", "correo.example", phone="+34600000013")
RUTH = person("Ruth Abelman", "example.net")
ALVARO = person("Álvaro Quintana", "correo.example", phone="+34600000014")

BEA = person("Bea", "correo.example")
"""Beatriz at her telephone, where the shop does not know her: she types her address."""

CUSTOMERS = (MARGARET, JAVIER, PRIYA, LUCIA, TOBIAS, BEATRIZ, DANIEL, CARMEN, OWEN, SOFIA, RUTH, ALVARO, BEA)

CRACKED = """Hello,

The replacement arrived this morning and it is cracked as well, in the same place as the first. I have attached a photo.
That makes two broken shades in two weeks, and a birthday that has come and gone.

I am furious. This is unacceptable: nobody has answered my mail from this morning, and I am sick of filling in forms.
Just tell me who I can talk to.

Margaret Holloway"""

CRACKED_HTML = """<html><body style="font-family: Georgia, serif">
<p>Hello,</p>
<p>The replacement arrived this morning and it is <b>cracked as well</b>, in the same place as the first. I have
attached a photo. That makes two broken shades in two weeks, and a birthday that has come and gone.</p>
<p>I am furious. This is unacceptable: nobody has answered my mail from this morning, and I am sick of filling in forms.
Just tell me who I can talk to.</p>
<p>Margaret Holloway<br><img src="https://images.example/holloway.png" alt="" width="120"></p></body></html>"""

WRONG = "Hola, acabo de hacer el pedido 4493 y he puesto mal la dirección: es el número {}, no el {}"

MORNING: tuple[Act, ...] = (
    Mail(
        415, CARMEN, "Ya ha llegado",
        "Hola:\n\nSolo quería deciros que la lámpara de lectura llegó ayer y queda preciosa en el rincón de mi madre. "
        "Venía muy bien embalada.\n\nGracias por la paciencia con el cambio de fecha.\n\nCarmen",
    ),
    Mail(
        390, PRIYA, "Delivery of order 4471",
        "Hi,\n\nMy order 4471 (the Albufera floor lamp in sand) was due on Friday and the tracking page still says "
        "'in preparation'. I am only at home on Tuesdays and Thursdays. Could you tell me when it will come?\n\n"
        "Many thanks\nPriya",
    ),
    Reply(
        372, CARLOS, CARMEN,
        "¡Qué alegría, Carmen! Se lo cuento ahora mismo a la gente del taller. Si algún día hay que cambiar el cable "
        "o la pantalla, escríbenos: tenemos recambios de todo lo que hacemos.\n\nCarlos",
    ),
    Close(371, CARLOS, CARMEN),
    Mail(
        365, ALVARO, "Garantía de la lámpara Turia",
        "Buenos días:\n\nCompré una Turia hace catorce meses y el regulador ha dejado de funcionar: se enciende, pero "
        "siempre al máximo. ¿Entra en la garantía? Puedo mandar la factura si hace falta.\n\n"
        "Un saludo,\nÁlvaro Quintana\n+34 600 000 014",
    ),
    AddNumber(353, CARLOS, ALVARO),
    Reply(352, CARLOS, ALVARO, "Hola, Álvaro: son tres años, así que sí. ¿Qué número de pedido era?\n\nCarlos"),
    Reply(
        350, ANA, PRIYA,
        "Good morning Priya,\n\nI am sorry, the sand shades came out of the kiln two days late. Yours leaves us today, "
        "so Tuesday between 9 and 13 works. I have asked the carrier to ring half an hour before.\n\nAna",
    ),
    Mail(
        330, DANIEL, "Returning the small desk lamp",
        "Hello,\n\nThe desk lamp from order 4398 is lovely but simply too small for the table. It is unused and in its "
        "box. How do I send it back, and would you have the larger one in green?\n\nRegards,\nDaniel Whitcombe",
    ),
    Mail(
        301, MARGARET, "Order 4417: shade arrived cracked, again",
        "Hello,\n\nThe shade you sent to replace the broken one has not arrived, though the carrier says it has. "
        "It was a birthday present. Could somebody please look into it today?\n\nMargaret Holloway",
    ),
    Reply(
        290, NORA, DANIEL,
        "Hello Daniel,\n\nOf course. I have sent you a label; any parcel shop will take the box. The larger one exists "
        "in green and I can put one aside for you until the end of the week. Shall I?\n\nNora",
    ),
    Mail(
        289, DANIEL, "Automatic reply: Returning the small desk lamp",
        "Thank you for your message. I am out of the office until Thursday with little access to e-mail.\n\n"
        "Daniel Whitcombe",
        automatic=True,
    ),
    Mail(
        228, RUTH, "Invoice for order 4460",
        "Dear Casa Lumbre,\n\nCould you send me the invoice for order 4460 with our VAT number on it "
        "(it is in the order notes)? Our bookkeeper closes the month tomorrow.\n\nKind regards,\nRuth Abelman",
    ),
    Mail(
        190, BEATRIZ, "Presupuesto para un restaurante",
        "Hola:\n\nAbrimos un restaurante en Alboraya en enero y nos gustan mucho las colgantes Jávea. Necesitaríamos "
        "24, en dos colores, y alguien que nos aconseje sobre la altura encima de las mesas.\n\n"
        "¿Podríais prepararnos un presupuesto? Os adjunto las medidas cuando las tenga el arquitecto.\n\n"
        "Beatriz Solano",
    ),
    Take(176, ANA, BEATRIZ),
    Note(
        175, ANA, BEATRIZ,
        "Asked the workshop for the price from 20 pieces on, and whether they can do two colours by mid-December. "
        "They ring back this afternoon.",
    ),
    Reply(
        174, ANA, BEATRIZ,
        "Hola, Beatriz:\n\n¡Qué buena noticia! He pedido al taller el precio de 24 Jávea en dos colores. "
        "Te envío el presupuesto esta tarde.\n\nAna",
    ),
    Promise(173, ANA, BEATRIZ, "Te envío el presupuesto esta tarde.", 330),
    Tag(172, ANA, BEATRIZ, "presupuesto"),
    Tag(171, ANA, MARGARET, "broken on arrival"),
)  # fmt: skip

AFTERNOON: tuple[Act, ...] = (
    Chat(150, LUCIA, "Hola, ¿qué bombilla lleva la lámpara Denia? En la ficha pone E27 pero la mía parece más pequeña"),
    Reply(
        147, CARLOS, LUCIA,
        "¡Hola, Lucía! La Denia de mesa lleva E14; la E27 es la de pie. Disculpa, la ficha mezcla las dos: ya la "
        "estamos corrigiendo. ¿La tuya es la de mesa?",
    ),
    Chat(145, LUCIA, "Sí, la de mesa. Perfecto, pues E14 entonces. ¡Gracias por contestar tan rápido!"),
    Reply(144, CARLOS, LUCIA, "¡A ti! Con 40 W o un led equivalente va muy bien."),
    Close(143, CARLOS, LUCIA),
    Mail(118, MARGARET, "Re: Order 4417: shade arrived cracked, again", CRACKED, CRACKED_HTML, photo="shade.png"),
    Sms(96, ALVARO, "Hola, soy Álvaro, el de la Turia. Era el pedido 3127. ¿Cómo os mando la lámpara?"),
    WhatsApp(74, OWEN, "Hello, my wall lamp hums when the dimmer is below half. Is that normal?"),
    Reply(
        70, NORA, OWEN,
        "Hello Owen, it should not. Some older dimmers do that with LED bulbs. Could you try it once with an ordinary "
        "bulb, and tell me the make of the dimmer?",
        emoji="👍",
    ),
    Chat(52, PRIYA, "Hi, me again about 4471. The carrier now says Wednesday, but I am only here on Tuesdays"),
    Chat(50, PRIYA, "Can somebody please fix this before it goes on the van?"),
    Mail(
        44, JAVIER, "Me habéis cobrado dos veces",
        "Buenas tardes:\n\nEl pedido 4482 me aparece dos veces en la tarjeta: 189 € el lunes y otros 189 € hoy. "
        "Es la segunda vez que os lo digo y solo recibo respuestas automáticas. Es una vergüenza y estoy indignado.\n\n"
        "Quiero hablar con una persona y que me devolváis el dinero hoy. Si no, pondré una reclamación.\n\n"
        "Javier Montoya",
    ),
    Chat(38, BEA, "Hola, os escribí esta mañana por lo del restaurante. ¿Hay novedades?", email=BEATRIZ.email),
    WhatsApp(31, TOBIAS, "Hi there, is this one safe to use in a bathroom? It is the small Calpe", photo=True),
    Sms(24, TOBIAS, "Hello? No internet down here, so by SMS: the electrician is waiting and would like to know"),
    WhatsApp(9, OWEN, "Tried an ordinary bulb: no hum at all. The dimmer says Lindqvist 300. Bulb or dimmer, then?"),
    WhatsApp(3, SOFIA, WRONG.format(61, 16), name="address"),
    Edit(2.5, SOFIA, WRONG.format(16, 61), name="address"),
    WhatsApp(2, SOFIA, "¿Se puede cambiar antes de que salga? Es un regalo, por favor"),
)  # fmt: skip

DAY = MORNING + AFTERNOON
