"""The other ways to introduce a quoted or forwarded mail: a ruled heading ("-----Original Message-----") and a block
of header lines (From, Sent, To, Subject), in the languages of the usual mail programs."""

import re

FROM = (
    "from|von|de|da|van|fra|från|lähettäjä|od|от|от кого|kimden|gönderen|差出人|送信者|发件人|發件人|寄件者|보낸 "
    "사람|보낸사람|від|expéditeur|mittente|remitente|remetente|afzender|feladó|odesílatel|från|من|מאת|από"
)
DATE = (
    "date|sent|datum|gesendet|gesendet am|fecha|enviado|enviado el|enviada|enviada em|enviado em|envoyé|envoyé le|"
    "data|inviato|verzonden|verzonden op|wysłano|wysłane|skickat|sendt|dato|lähetetty|päiväys|дата|отправлено|"
    "отправлен|дата отправки|tarih|gönderme tarihi|gönderildi|送信日時|日時|日付|发送时间|发送日期|日期|時間|"
    "寄件日期|傳送時間|보낸 날짜|날짜|보낸날짜|message du|надіслано|odesláno|dátum|التاريخ|תאריך"
)
TO = (
    "to|an|para|à|a|aan|do|til|till|vastaanottaja|кому|kime|alıcı|宛先|收件人|收件者|받는 사람|받는사람|destinatario|"
    "destinatário|destinataire|empfänger|ontvanger|komu|címzett|إلى|אל|προς"
)
COPY = "cc|kopie|copie|copie à|kopia|kopi|копия|bilgi|抄送|副本|참조|ccn|bcc"
SUBJECT = (
    "subject|betreff|asunto|objet|sujet|oggetto|onderwerp|temat|ämne|emne|aihe|тема|konu|件名|主题|主旨|主題|제목|"
    "assunto|předmět|tárgy|الموضوع|נושא|θέμα|re"
)
KINDS = {"from": FROM, "date": DATE, "to": TO, "copy": COPY, "subject": SUBJECT}
FIELD = re.compile(
    r"[\s>*_]{0,8}(?:"
    + "|".join(f"(?P<{kind}>{words})" for kind, words in KINDS.items())
    + r")\s{0,3}[*_]{0,2}\s?[:：]",
    re.IGNORECASE,
)
MAILBOX = re.compile(r"\S@\S")
MOST_LINES = 12

ORIGINAL = (
    r"original(?: message| e-?mail| appointment)?|mensaje original|mensagem original|message d['’]origine|message "
    r"original|"
    r"urspr[üu]ngliche (?:nachricht|mail|e-?mail)|originalnachricht|messaggio originale|oorspronkelijk bericht|"
    r"origineel bericht|"
    r"(?:wiadomość oryginalna|oryginalna wiadomość|pierwotna wiadomość)|ursprungligt meddelande|originalmeddelande|"
    r"oprindelig (?:besked|meddelelse|mail)|opprinnelig melding|original(?:besked|melding)|alkuperäinen viesti|"
    r"(?:исходное|оригинальное|пересылаемое) сообщение|(?:özgün|orijinal|asıl) (?:ileti|mesaj)|元のメッセージ|"
    r"元のメール|"
    r"原始邮件|原始郵件|原邮件|邮件原件|原始信件|원본 메시지|원본 메일|původní zpráva|eredeti üzenet|mesaj original|"
    r"(?:reply|antwort|respuesta) (?:message|nachricht)|quoted (?:message|text)"
)
FORWARDED = (
    r"(?:begin )?forwarded(?: message| mail| by [^\n]{1,60})?|fwd|mensaje reenviado|mensagem (?:encaminhada|"
    r"reencaminhada)|"
    r"message (?:transféré|réexpédié)|(?:anfang der )?weitergeleitete?[nr]? (?:nachricht|e-?mail|mail)|"
    r"(?:inizio )?messaggio inoltrato|(?:begin )?doorgestuurd bericht|wiadomość przekazana|(?:treść )?przekazan\w+ "
    r"wiadomo\w+|"
    r"vidarebefordrat (?:meddelande|brev)|videresendt (?:besked|melding|meddelelse)|(?:edelleen )?(?:välitetty|"
    r"lähetetty) viesti|"
    r"пересланное сообщение|(?:начало )?переадресованное сообщение|перенаправленное сообщение|(?:iletilen|"
    r"yönlendirilen) (?:ileti|mesaj)|"
    r"転送(?:された)?メッセージ|转发的?(?:邮件|信息)|轉寄(?:的郵件|郵件)|전달된 메시지|début du message (?:transféré|"
    r"réexpédié)|"
    r"inicio del mensaje reenviado|início da mensagem (?:encaminhada|reencaminhada)"
)
RULE = r"[-_=*~—–]"
HEADING = re.compile(
    rf"\s{{0,8}}(?:{RULE}\s?){{2,80}}\s*(?:(?P<forward>{FORWARDED})|(?:{ORIGINAL}))[\s:]*(?:{RULE}\s?){{1,80}}\s*$",
    re.IGNORECASE,
)
BARE_FORWARD = re.compile(rf"\s{{0,4}}(?:{FORWARDED})\s?[:：]\s*$", re.IGNORECASE)
RULED = re.compile(rf"\s{{0,4}}{RULE}{{3,60}}\s?[^\W\d_][^\n]{{2,50}}\s?{RULE}{{3,60}}\s*$")
ABOVE = re.compile(
    r"[\s#*=\-—_>]{0,20}(?:please )?(?:reply|type|write|respond|answer|responda|responde|répondez|antworten|"
    r"rispondi)[^\n]{0,50}"
    r"(?:above|encima|acima|au-dessus|oberhalb|über|sopra)[^\n]{0,30}(?:line|línea|linha|ligne|linie|zeile|"
    r"riga)[^\n]{0,20}$",
    re.IGNORECASE,
)


def is_heading(lines: list[str], at: int) -> bool:
    line = lines[at]
    if len(line) > 200:
        return False
    if HEADING.match(line) or ABOVE.match(line):
        return True
    return bool(RULED.match(line)) and _kinds(lines, at + 1) >= 2


def is_forward(line: str) -> bool:
    """Whether somebody else's mail is passed on here and not answered."""
    if len(line) > 200:
        return False
    heading = HEADING.match(line)
    return bool(heading and heading["forward"]) or bool(BARE_FORWARD.match(line))


def is_block(lines: list[str], at: int) -> bool:
    """Whether header lines begin here. Two places and a date alone may be a traveller's booking, so a subject
    or an address must be among them."""
    return bool(FIELD.match(lines[at][:200])) and _kinds(lines, at) >= 3


def _kinds(lines: list[str], at: int) -> int:
    """How many different kinds of header lines follow each other; 0 when they are no mail's."""
    found: set[str] = set()
    addressed, misses = False, 0
    for line in lines[at : at + MOST_LINES]:
        bare = line[:300]
        field = FIELD.match(bare)
        addressed = addressed or bool(MAILBOX.search(bare))
        misses = 0 if field else misses + 1
        if field:
            found.add(str(field.lastgroup))
        elif misses > 1:
            break
    return len(found) if "from" in found and (addressed or "subject" in found) else 0
