"""What the customer said, in many languages and out of many mail programs."""

import time

import pytest

from connectors.email.said import said

OWN = "Good morning,\n\nmy order 4711 has not arrived. What can I do?"

ATTRIBUTIONS = {
    "English, Gmail": "On Thu, Dec 8, 2016 at 1:00 PM, Ana Ruiz <ana@acme.example> wrote:",
    "English, Apple": "On 8 Dec 2016, at 13:00, Ana Ruiz <ana@acme.example> wrote:",
    "English, Notes": "Ana Ruiz <ana@acme.example> wrote on 12/08/2016 01:00:00 PM:",
    "English, wrapped": "On Thu, Dec 8, 2016 at 1:00 PM Ana Ruiz from Support <\nana.ruiz+4711@acme.example> wrote:",
    "English, three lines": "On Thu, Dec 8, 2016 at 1:00 PM\nAna Ruiz from Support\n<ana.ruiz@acme.example> wrote:",
    "English, Zoho": "---- On Thu, 08 Dec 2016 13:00:00 +0100 ana@acme.example wrote ----",
    "English, Yahoo": "--- On Thu, 12/8/16, Ana Ruiz <ana@acme.example> wrote:",
    "English, Quoting": "Quoting Ana Ruiz <ana@acme.example>:",
    "Spanish": "El jue, 8 dic 2016 a las 13:00, Ana Ruiz (<ana@acme.example>) escribió:",
    "Spanish, Apple": "El 8 dic 2016, a las 13:00, Ana Ruiz <ana@acme.example> escribió:",
    "Portuguese": "Em qui, 8 de dez de 2016 13:00, Ana Ruiz <ana@acme.example> escreveu:",
    "French": "Le jeu. 8 déc. 2016 à 13:00, Ana Ruiz <ana@acme.example> a écrit :",
    "French, wrapped": "Le jeudi 8 décembre 2016 à 13:00, Ana Ruiz <ana@acme.example>\na écrit :",
    "German": "Am Do., 8. Dez. 2016 um 13:00 Uhr schrieb Ana Ruiz <ana@acme.example>:",
    "German, Apple": "Am 08.12.2016 um 13:00 schrieb Ana Ruiz <ana@acme.example>:",
    "German, turned": "Ana Ruiz schrieb am 08.12.2016 um 13:00:",
    "Italian": "Il giorno gio 8 dic 2016 alle ore 13:00 Ana Ruiz <ana@acme.example> ha scritto:",
    "Dutch": "Op do 8 dec. 2016 om 13:00 schreef Ana Ruiz <ana@acme.example>:",
    "Dutch, Apple": "Op 8 dec. 2016, om 13:00 heeft Ana Ruiz <ana@acme.example> het volgende geschreven:",
    "Polish": "W dniu 08.12.2016 o 13:00, Ana Ruiz pisze:",
    "Polish, Gmail": "czw., 8 gru 2016 o 13:00 Ana Ruiz <ana@acme.example> napisał(a):",
    "Swedish": "Den tors 8 dec. 2016 kl 13:00 skrev Ana Ruiz <ana@acme.example>:",
    "Danish": "Den tor. 8. dec. 2016 kl. 13.00 skrev Ana Ruiz <ana@acme.example>:",
    "Norwegian": "tor. 8. des. 2016 kl. 13:00 skrev Ana Ruiz <ana@acme.example>:",
    "Finnish": "to 8. jouluk. 2016 klo 13.00 Ana Ruiz (ana@acme.example) kirjoitti:",
    "Russian": "чт, 8 дек. 2016 г. в 13:00, Ana Ruiz <ana@acme.example>:",
    "Russian, verb": "8 декабря 2016 г. 13:00 пользователь Ana Ruiz <ana@acme.example> написал:",
    "Ukrainian": "чт, 8 груд. 2016 о 13:00 Ana Ruiz <ana@acme.example> пише:",
    "Turkish": "8 Ara 2016 Per, saat 13:00 tarihinde Ana Ruiz <ana@acme.example> şunu yazdı:",
    "Japanese": "2016年12月8日(木) 13:00 Ana Ruiz <ana@acme.example>:",
    "Japanese, Apple": "2016/12/08 13:00、Ana Ruiz <ana@acme.example>のメール:",
    "Chinese": "Ana Ruiz <ana@acme.example> 于2016年12月8日周四 下午1:00写道：",
    "Chinese, Apple": "在 2016年12月8日，下午1:00，Ana Ruiz <ana@acme.example> 写道：",
    "Chinese, traditional": "Ana Ruiz <ana@acme.example> 於 2016年12月8日 週四 下午1:00寫道：",
    "Korean": "2016년 12월 8일 (목) 오후 1:00, Ana Ruiz <ana@acme.example>님이 작성:",
    "Czech": "čt 8. 12. 2016 v 13:00 odesílatel Ana Ruiz <ana@acme.example> napsal:",
    "Hungarian": "Ana Ruiz <ana@acme.example> ezt írta (időpont: 2016. dec. 8., Cs, 13:00):",
    "Romanian": "În joi, 8 dec. 2016 la 13:00, Ana Ruiz <ana@acme.example> a scris:",
    "Catalan": "El dj., 8 de des. 2016, 13:00, Ana Ruiz <ana@acme.example> va escriure:",
    "Greek": "Στις Πέμ, 8 Δεκ 2016 στις 1:00 μ.μ., ο χρήστης Ana Ruiz <ana@acme.example> έγραψε:",
    "Hebrew": "\u200fבתאריך יום ה׳, 8 בדצמ׳ 2016 ב-13:00 מאת Ana Ruiz <ana@acme.example>:",
    "Vietnamese": "Vào Th 5, 8 thg 12, 2016 vào lúc 13:00 Ana Ruiz <ana@acme.example> đã viết:",
    "Indonesian": "Pada Kam, 8 Des 2016 pukul 13.00 Ana Ruiz <ana@acme.example> menulis:",
}


@pytest.mark.parametrize("attribution", ATTRIBUTIONS.values(), ids=ATTRIBUTIONS.keys())
def test_a_marked_quote_and_the_line_above_it_go(attribution: str) -> None:
    assert said(f"{OWN}\n\n{attribution}\n\n> Hello,\n> how are you?\n>\n> Ana\n") == OWN


# Without an address and without a mark these could be sentences.
CERTAIN = {name: line for name, line in ATTRIBUTIONS.items() if name not in ("English, Quoting", "Polish")}


@pytest.mark.parametrize("attribution", CERTAIN.values(), ids=CERTAIN.keys())
def test_a_quote_without_marks_goes_too(attribution: str) -> None:
    assert said(f"{OWN}\n\n{attribution}\n\nHello,\nhow are you?\n\nAna\n") == OWN


@pytest.mark.parametrize("attribution", ATTRIBUTIONS.values(), ids=ATTRIBUTIONS.keys())
def test_words_below_the_quote_are_kept(attribution: str) -> None:
    assert said(f"{attribution}\n\n> Hello,\n> how are you?\n\n{OWN}\n") == OWN


BLOCKS = {
    "English": "From: Ana <ana@acme.example>\nSent: Thursday, December 8, 2016 1:00 PM\nTo: Bo\nSubject: RE: Order",
    "English, bold": "*From:* Ana <ana@acme.example>\n*Date:* Thursday, December 8, 2016\n*To:* Bo\n*Subject:* Order",
    "English, wrapped": "From: Ana Ruiz\n<ana@acme.example>\nSent: Thursday\nTo: Bo\nSubject: RE: Order",
    "Spanish": "De: Ana <ana@acme.example>\nEnviado el: jueves, 8 de diciembre de 2016\nPara: Bo\nAsunto: RE: Pedido",
    "Portuguese": "De: Ana <ana@acme.example>\nEnviada em: quinta-feira, 8 de dezembro\nPara: Bo\nAssunto: RES: Pedido",
    "French": "De : Ana <ana@acme.example>\nEnvoyé : jeudi 8 décembre 2016 13:00\nÀ : Bo\nObjet : RE: Commande",
    "German": "Von: Ana <ana@acme.example>\nGesendet: Donnerstag, 8. Dezember 2016\nAn: Bo\nBetreff: AW: Bestellung",
    "German, GMX": "Gesendet: Donnerstag, 08. Dezember 2016 um 13:00 Uhr\nVon: ana@acme.example\nAn: Bo\nBetreff: x",
    "Italian": "Da: Ana <ana@acme.example>\nInviato: giovedì 8 dicembre 2016\nA: Bo\nOggetto: R: Ordine",
    "Dutch": "Van: Ana <ana@acme.example>\nVerzonden: donderdag 8 december 2016\nAan: Bo\nOnderwerp: RE: Order",
    "Polish": "Od: Ana <ana@acme.example>\nWysłano: czwartek, 8 grudnia 2016\nDo: Bo\nTemat: RE: Zamówienie",
    "Swedish": "Från: Ana <ana@acme.example>\nSkickat: den 8 december 2016\nTill: Bo\nÄmne: SV: Order",
    "Danish": "Fra: Ana <ana@acme.example>\nSendt: 8. december 2016\nTil: Bo\nEmne: SV: Ordre",
    "Finnish": "Lähettäjä: Ana <ana@acme.example>\nLähetetty: 8. joulukuuta 2016\nVastaanottaja: Bo\nAihe: VS: Tilaus",
    "Russian": "От: Ana <ana@acme.example>\nОтправлено: 8 декабря 2016 г. 13:00\nКому: Bo\nТема: RE: Заказ",
    "Turkish": "Kimden: Ana <ana@acme.example>\nGönderildi: 8 Aralık 2016 Perşembe\nKime: Bo\nKonu: YNT: Sipariş",
    "Japanese": "差出人: Ana <ana@acme.example>\n送信日時: 2016年12月8日 13:00\n宛先: Bo\n件名: RE: 注文",
    "Chinese": "发件人: Ana <ana@acme.example>\n发送时间: 2016年12月8日 13:00\n收件人: Bo\n主题: 回复: 订单",
    "Korean": "보낸 사람: Ana <ana@acme.example>\n보낸 날짜: 2016년 12월 8일\n받는 사람: Bo\n제목: RE: 주문",
}


@pytest.mark.parametrize("block", BLOCKS.values(), ids=BLOCKS.keys())
@pytest.mark.parametrize("rule", ["", "________________________________\n"], ids=["bare", "ruled"])
def test_outlook_s_header_block_ends_the_reply(block: str, rule: str) -> None:
    assert said(f"{OWN}\n\n{rule}{block}\n\nHello,\nhow are you?") == OWN


HEADINGS = [
    "-----Original Message-----",
    "----- Original Message -----",
    "-------- Mensaje original --------",
    "-------- Mensagem original --------",
    "-------- Message d'origine --------",
    "-----Ursprüngliche Nachricht-----",
    "-------- Messaggio originale --------",
    "-----Oorspronkelijk bericht-----",
    "-----Wiadomość oryginalna-----",
    "-----Ursprungligt meddelande-----",
    "-------- Oprindelig besked --------",
    "-----Alkuperäinen viesti-----",
    "-------- Исходное сообщение --------",
    "-----Özgün İleti-----",
    "-----元のメッセージ-----",
    "------------------ 原始邮件 ------------------",
    "-----원본 메시지-----",
    "---------- Forwarded message ---------",
    "-------- Weitergeleitete Nachricht --------",
    "-------- Mensaje reenviado --------",
    "Begin forwarded message:",
]


@pytest.mark.parametrize("heading", HEADINGS)
def test_a_ruled_heading_ends_the_reply(heading: str) -> None:
    assert said(f"{OWN}\n\n{heading}\n\nHello,\nhow are you?") == OWN


@pytest.mark.parametrize("heading", HEADINGS)
def test_a_mail_that_only_forwards_is_kept_whole(heading: str) -> None:
    text = f"{heading}\nFrom: Eva <eva@x.example>\nTo: bo@x.example\nSubject: Broken\n\nIt does not work."
    assert said(text) == text


def test_a_heading_in_an_unknown_language_counts_when_header_lines_follow() -> None:
    text = "Moi\n\n----- Pôvodná správa -----\nFrom: a@x.example\nTo: b\nSubject: c\n\nold"
    assert said(text) == "Moi"


MOBILE = [
    "Sent from my iPhone",
    "Sent from my Wiko RIDGE FAB 4G",
    "Sent from Yahoo Mail on Android",
    "Sent from Mail for Windows 10",
    "Get Outlook for iOS<https://aka.ms/o0ukef>",
    "Get Outlook for Android",
    "Enviado desde mi iPhone",
    "Enviado do meu iPhone",
    "Envoyé de mon iPhone",
    "Envoyé à partir de Outlook pour iOS<https://aka.ms/x>",
    "Von meinem iPhone gesendet",
    "Gesendet mit der GMX Mail App",
    "Diese Nachricht wurde von meinem Android-Gerät mit K-9 Mail gesendet",
    "Inviato da iPhone",
    "Verstuurd vanaf mijn iPhone",
    "Wysłane z iPhone'a",
    "Skickat från min iPhone",
    "Sendt fra min iPhone",
    "Lähetetty iPhonesta",
    "Отправлено с iPhone",
    "iPhone'umdan gönderildi",
    "iPhoneから送信",
    "发自我的iPhone",
    "나의 iPhone에서 보냄",
]


@pytest.mark.parametrize("line", MOBILE)
def test_a_phone_s_own_line_goes(line: str) -> None:
    assert said(f"{OWN}\n\n{line}\n") == OWN


@pytest.mark.parametrize("line", MOBILE)
def test_a_phone_s_line_above_a_quote_goes_with_it(line: str) -> None:
    assert said(f"{OWN}\n\n{line}\n\n> On 8 Dec 2016, at 13:00, Ana <ana@acme.example> wrote:\n>\n> Hello") == OWN


@pytest.mark.parametrize(
    "sentence",
    [
        "Sent from Madrid last week, the parcel never came.",
        "Enviado el lunes, el paquete no ha llegado a la oficina.",
        "Gesendet wurde das Paket vor drei Wochen.",
        "Get Outlook to work again, please!",
    ],
)
def test_a_sentence_that_begins_like_a_phone_s_line_is_kept(sentence: str) -> None:
    assert said(f"Hello\n\n{sentence}\n\nWhere is it?") == f"Hello\n\n{sentence}\n\nWhere is it?"


@pytest.mark.parametrize(
    "signature",
    [
        "-- \nJohn Doe\nAcme Inc.",
        "--\nJohn Doe",
        "__\nriak-users mailing list\nriak-users@lists.example.com",
        "_____________\nJohn Doe\nTel: +34 600 123 456",
        "Regards,\n\nJohn Doe\nCEO @ Acme !",
        "Mit freundlichen Grüßen\n\nJohn Doe\nAcme GmbH\nTel. 030 1234567",
        "Please consider the environment before printing this e-mail.",
        (
            "This e-mail and its attachments are confidential and intended solely for the addressee. If you "
            "received it in error, please notify the sender and delete it."
        ),
        (
            "Diese E-Mail enthält vertrauliche Informationen. Wenn Sie nicht der richtige Adressat sind oder "
            "diese E-Mail irrtümlich erhalten haben, informieren Sie bitte den Absender und löschen Sie diese Mail."
        ),
        (
            "Este mensaje es confidencial y va dirigido exclusivamente a su destinatario. Si lo ha recibido por error, "
            "le rogamos que lo notifique al remitente y lo elimine."
        ),
    ],
)
def test_a_signature_goes(signature: str) -> None:
    assert said(f"{OWN}\n\n{signature}\n") == OWN


def test_signatures_go_above_and_below_the_quote() -> None:
    text = f"{OWN}\n\n-- \nBo\n\nOn 8 Dec 2016, Ana <ana@acme.example> wrote:\n> Hello\n\n__\na list\nlist@x.example\n"
    assert said(text) == OWN


@pytest.mark.parametrize(
    "text",
    [
        "Thanks,\nJohn",
        "It fails.\n\nRegards,\nJohn Doe",
        "only a signature",
        "My steps:\n-----\n1. open\n-----\n2. close\nIt fails.",
        "I fly\nFrom: London\nTo: Paris\nDate: 3 May 2020\n\nCan you change it?",
        "I wrote on 3 May 2020 to you:\nnobody answered.",
        (
            "You sent my confidential letter to a wrong recipient and I am furious about it. It took me three weeks to "
            "find out, and nobody called."
        ),
        "At 10:30 the site said:\nError 500",
        "Order: 4711\nTotal: 30 EUR\nSubject: dog food",
        "2016-12-08 13:00 the light went red:\nthen nothing.",
        "My name is Ana <ana@x.example>, please write:\nHello",
    ],
)
def test_what_only_looks_like_a_quote_or_a_signature_is_kept(text: str) -> None:
    assert said(text) == text


def test_a_mail_of_nothing_but_a_quote_is_kept_whole() -> None:
    assert said("> Hello\n> there") == "> Hello\n> there"


def test_piecewise_answers_keep_the_questions_they_answer() -> None:
    quote = "On 8 Dec 2016, Ana <ana@acme.example> wrote:\n> Which size?"
    text = f"Hi,\n\n{quote}\n\nLarge.\n\n> Which colour?\n\nRed.\n\n> Ana"
    assert said(text) == "Hi,\n\n> Which size?\n\nLarge.\n\n> Which colour?\n\nRed."


def test_words_above_and_below_one_quote_are_both_kept() -> None:
    text = "Hi,\n\nOn 8 Dec 2016, Ana <ana@acme.example> wrote:\n> Which size?\n\nLarge, please."
    assert said(text) == "Hi,\n\nLarge, please."


def test_a_quote_that_the_customer_put_there_by_hand_stays() -> None:
    text = "Your site says\n\n> free delivery\n\nbut I paid for it."
    assert said(text) == text


def test_the_unmarked_tail_of_a_wrapped_quoted_line_goes() -> None:
    quote = (
        "> In efficitur augue ac tristique ullamcorper. Aenean tincidunt ornare diam,\neget accumsan est viverra.\n>"
    )
    assert said(f"{OWN}\n\nOp 12 december 2016 19:05 schreef Ana <\nana@acme.example>:\n\n> Beste\n{quote}") == OWN


def test_a_one_line_attribution_with_the_quote_behind_it_goes() -> None:
    assert said("Yes\n\nOn Mon, Dec 5, 2016 at 5:00 PM, Joe <joe@x.example> wrote: > Hello there\n> foo") == "Yes"


def test_windows_lines_and_hard_spaces_are_read_like_others() -> None:
    assert said("Hello\r\n\r\nOn\xa08 Dec 2016, Ana <a@x.example> wrote:\r\n> x\r\n") == "Hello"


def test_a_signature_alone_is_better_than_nothing() -> None:
    assert said("-- \nAna") == "Ana"


def test_nothing_said_is_nothing() -> None:
    assert said("") == ""
    assert said(" \n\t\n") == ""


@pytest.mark.parametrize(
    "line",
    [
        "> a\n",
        "--\n",
        "-----\n",
        "_ ",
        "Sent from my a ",
        "On 5 May 2020 a@b.com wrote ",
        "From: a@b\nTo: c\nSubject: d\n",
        "Regards,\n",
        "confidential recipient\n\n",
        ">",
        "a@",
        "1 ",
        "=",
        "On 5 May 2020 10:00\n",
    ],
)
def test_its_time_grows_with_the_text_and_no_faster(line: str) -> None:
    start = time.process_time()
    said("hello\n" + line * (500_000 // len(line)))
    assert time.process_time() - start < 5
