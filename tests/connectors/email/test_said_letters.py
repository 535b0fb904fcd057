"""Whole letters, as they come out of mail programs, and what their writers said."""

from textwrap import dedent

import pytest

from connectors.email.said import said

LETTERS = {
    "a short answer above a long thread": (
        """
        Yes, tomorrow at ten is fine.

        Thanks,
        Eva

        On Tue, Mar 3, 2020 at 9:12 AM Acme Support <support@acme.example> wrote:

        > Dear Eva,
        >
        > would tomorrow at ten be possible?
        >
        > Kind regards,
        > Ana
        >
        > On Mon, Mar 2, 2020 at 6:00 PM Eva <eva@shop.example> wrote:
        >
        >> When does the technician come?
        >>
        >> --
        >> Eva
        """,
        "Yes, tomorrow at ten is fine.\n\nThanks,\nEva",
    ),
    "Outlook, with a card and the mail below": (
        """
        Hello Ana,

        the invoice is still wrong. Please correct it this week.

        Kind regards

        Eva Sommer
        Head of Purchasing
        Shop GmbH
        Tel. +49 30 1234567
        www.shop.example

        From: Acme Support <support@acme.example>
        Sent: Tuesday, March 3, 2020 9:12 AM
        To: Eva Sommer <eva@shop.example>
        Cc: Bo <bo@shop.example>
        Subject: RE: Invoice 4711

        Dear Eva,

        please find the corrected invoice attached.
        """,
        "Hello Ana,\n\nthe invoice is still wrong. Please correct it this week.",
    ),
    "a phone, one line": (
        """
        still waiting!!

        Sent from my iPhone

        > On Mar 3, 2020, at 9:12 AM, Acme Support <support@acme.example> wrote:
        >
        > We will be back to you shortly.
        >
        """,
        "still waiting!!",
    ),
    "Outlook on a phone": (
        """
        No sirve, quiero hablar con una persona.

        Obtener Outlook para Android<https://aka.ms/ghei36>
        ________________________________
        From: Acme <support@acme.example>
        Sent: Tuesday, March 3, 2020 9:12:00 AM
        To: Eva <eva@shop.example>
        Subject: Re: Pedido

        ¿Ha probado a reiniciarlo?
        """,
        "No sirve, quiero hablar con una persona.",
    ),
    "German, with disclaimer below the name": (
        """
        Guten Tag,

        die Lieferung ist beschädigt. Ich bitte um Ersatz.

        Mit freundlichen Grüßen
        Eva Sommer

        Diese E-Mail enthält vertrauliche Informationen. Wenn Sie nicht der richtige Adressat sind oder diese
        E-Mail irrtümlich erhalten haben, informieren Sie bitte sofort den Absender und vernichten Sie diese Mail.
        """,
        "Guten Tag,\n\ndie Lieferung ist beschädigt. Ich bitte um Ersatz.\n\nMit freundlichen Grüßen\nEva Sommer",
    ),
    "French, Orange webmail": (
        """
        Bonjour,
        je n'ai rien reçu.
        Cordialement
        Eva

        > Message du 03/03/20 09:12
        > De : "Acme" <support@acme.example>
        > A : eva@shop.example
        > Objet : Re: Commande
        >
        > Bonjour Eva,
        > votre colis est en route.
        """,
        "Bonjour,\nje n'ai rien reçu.\nCordialement\nEva",
    ),
    "Italian, answered below": (
        """
        Il giorno mar 3 mar 2020 alle ore 09:12 Acme <support@acme.example>
        ha scritto:

        > Gentile Eva,
        > può dirci il numero d'ordine?

        Certo, è il 4711.

        Eva
        """,
        "Certo, è il 4711.\n\nEva",
    ),
    "Dutch, point by point": (
        """
        Hallo,

        Op di 3 mrt. 2020 om 09:12 schreef Acme <support@acme.example>:

        > Welke maat?

        Maat 42.

        > Welke kleur?

        Rood, graag.

        > Groeten,
        > Ana
        """,
        "Hallo,\n\n> Welke maat?\n\nMaat 42.\n\n> Welke kleur?\n\nRood, graag.",
    ),
    "Portuguese, from a telephone": (
        """
        Quero cancelar.

        Enviado do meu iPhone

        No dia 03/03/2020, às 09:12, Acme <support@acme.example> escreveu:

        Olá Eva,
        em que podemos ajudar?
        """,
        "Quero cancelar.",
    ),
    "Polish, o2 webmail": (
        """
        Dzień dobry,
        paczka nie dotarła.

        Dnia 3 marca 2020 09:12 Acme <support@acme.example> napisał(a):

        Dzień dobry, paczka została wysłana.
        """,
        "Dzień dobry,\npaczka nie dotarła.",
    ),
    "Russian, Yandex": (
        """
        Добрый день!
        Заказ так и не пришёл.

        03.03.2020, 09:12, "Acme" <support@acme.example>:

        Здравствуйте! Ваш заказ в пути.
        --
        С уважением, Acme
        """,
        "Добрый день!\nЗаказ так и не пришёл.",
    ),
    "Turkish": (
        """
        Hâlâ bekliyorum.

        Acme <support@acme.example>, 3 Mar 2020 Sal, 09:12 tarihinde şunu yazdı:

        > Siparişiniz yolda.
        """,
        "Hâlâ bekliyorum.",
    ),
    "Japanese, with a ruled signature": (
        """
        お世話になっております。
        商品がまだ届きません。

        2020年3月3日(火) 9:12 Acme <support@acme.example>:

        > 発送いたしました。
        """,
        "お世話になっております。\n商品がまだ届きません。",
    ),
    "Chinese, QQ mail": (
        """
        还没有收到货。

        ------------------ 原始邮件 ------------------
        发件人: "Acme" <support@acme.example>;
        发送时间: 2020年3月3日(星期二) 上午9:12
        收件人: "Eva" <eva@shop.example>;
        主题: 订单

        您好，订单已发货。
        """,
        "还没有收到货。",
    ),
    "Korean, Naver": (
        """
        아직 못 받았습니다.

        -----Original Message-----
        From: "Acme" <support@acme.example>
        To: <eva@shop.example>;
        Sent: 2020-03-03 (화) 09:12:00 (GMT+09:00)
        Subject: 주문

        발송했습니다.
        """,
        "아직 못 받았습니다.",
    ),
    "Swedish, header block": (
        """
        Hej, paketet är trasigt.

        Från: Acme <support@acme.example>
        Skickat: den 3 mars 2020 09:12
        Till: Eva <eva@shop.example>
        Ämne: SV: Order

        Hej Eva,
        """,
        "Hej, paketet är trasigt.",
    ),
    "Norwegian, Gmail, broken before the bracket": (
        """
        Pakken kom aldri.

        tir. 3. mars 2020 kl. 09:12 skrev Acme Kundeservice <support@acme.example
        >:

        > Pakken er på vei.
        """,
        "Pakken kom aldri.",
    ),
    "a forward with a word above": (
        """
        What does this mean?

        ---------- Forwarded message ---------
        From: Acme <support@acme.example>
        Date: Tue, Mar 3, 2020 at 9:12 AM
        Subject: Your order
        To: <eva@shop.example>

        Your order has been cancelled.
        """,
        "What does this mean?",
    ),
    "a list's footer": (
        """
        How do I clear a bucket?

        -Eva

        _______________________________________________
        users mailing list
        users@lists.example
        http://lists.example/mailman/listinfo/users
        """,
        "How do I clear a bucket?\n\n-Eva",
    ),
    "steps between rules": (
        """
        What I did:
        ----------
        1. opened the app
        2. pressed pay
        ----------
        Then it crashed.
        """,
        "What I did:\n----------\n1. opened the app\n2. pressed pay\n----------\nThen it crashed.",
    ),
    "a log pasted with times and addresses": (
        """
        This is what the log says:

        2020-03-03 09:12:01 login eva@shop.example: ok
        2020-03-03 09:12:05 pay: refused
        2020-03-03 09:12:09 logout

        Why?
        """,
        (
            "This is what the log says:\n\n2020-03-03 09:12:01 login eva@shop.example: ok\n"
            "2020-03-03 09:12:05 pay: refused\n2020-03-03 09:12:09 logout\n\nWhy?"
        ),
    ),
    "somebody's words told": (
        """
        Your colleague wrote that it was shipped on 3 March 2020, at 9:12.
        On Monday she wrote again, and nothing came.
        I want my money back.
        """,
        (
            "Your colleague wrote that it was shipped on 3 March 2020, at 9:12.\n"
            "On Monday she wrote again, and nothing came.\nI want my money back."
        ),
    ),
    "a form": (
        """
        Name: Eva Sommer
        Date: 3 March 2020
        From: Berlin
        To: Madrid
        Seats: 2

        Please change the date to 5 March.
        """,
        (
            "Name: Eva Sommer\nDate: 3 March 2020\nFrom: Berlin\nTo: Madrid\nSeats: 2\n\n"
            "Please change the date to 5 March."
        ),
    ),
    "an avast line": (
        """
        Please call me.

        Virus-free. www.avast.com
        """,
        "Please call me.",
    ),
    "a reply above the line": (
        """
        It works now, thank you!

        ##- Please type your reply above this line -##

        Ana (Acme)
        Have you tried again?
        """,
        "It works now, thank you!",
    ),
}


@pytest.mark.parametrize(("letter", "words"), LETTERS.values(), ids=LETTERS.keys())
def test_of_a_letter_its_writer_s_words_are_kept(letter: str, words: str) -> None:
    assert said(dedent(letter)) == words


@pytest.mark.parametrize(("letter", "words"), LETTERS.values(), ids=LETTERS.keys())
def test_it_is_the_same_with_the_line_ends_of_mail(letter: str, words: str) -> None:
    assert said(dedent(letter).replace("\n", "\r\n")) == words


@pytest.mark.parametrize(("letter", "words"), LETTERS.values(), ids=LETTERS.keys())
def test_what_was_said_stays_said(letter: str, words: str) -> None:
    assert said(said(dedent(letter))) == words
