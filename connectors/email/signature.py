"""What mail programs and companies write below a person's words."""

import re
from itertools import takewhile

DASHES = re.compile(r"\s{0,3}--\s*$")
RULE = re.compile(r"\s{0,3}(?:_{2,}|-{3,}|={3,}|\*{3,}|~{3,}|#{3,}|[—–―]{1,3})\s*$")
MOST_LINES = 20
FARTHEST = 100
"""Lines to look ahead."""

DEVICES = (
    r"iphone|ipad|ipod|android|samsung|galaxy|blackberry|huawei|xiaomi|redmi|oneplus|motorola|nokia|pixel|windows "
    r"(?:phone|mail|10)|"
    r"outlook|yahoo|gmail|proton ?mail|hotmail|aol|gmx|web\.de|mailbird|thunderbird|spark|airmail|mailspring|typeapp|"
    r"bluemail|"
    r"smartphone|smart ?phone|mobile|handy|mobil\w*|móvil|celular|telefon\w*|téléphone|cellulare|mail\.ru|mail for "
    r"windows|workspace|"
    r"correo|courrier|mac|iCloud|sony|xperia|lg|htc|zte|wiko|oppo|vivo|realme|honor|tablet|telekom|vodafone|orange|zoho"
)
SENT = (
    r"sent|sent securely|enviado|enviada|envoy[ée]e?|gesendet|inviato|verzonden|verstuurd|wysłan[eoy]|wiadomość "
    r"wysłana|skickat|sendt|"
    r"lähetetty|отправлено|послано|надіслано|gönderildi|odesláno|küldve|trimis|diese nachricht wurde|get|holen sie "
    r"sich|obtenir|"
    r"téléchargez|obtener|obter|obtenha|descargar|scarica|ottieni|download|pobierz|hämta|hent|hanki|скачать|загрузите|"
    r"mailed"
)
# The words between "sent from" and the device, so that "Sent from the warehouse" stays what somebody said.
FROM = (
    r"from|via|with|using|by|on|desde|de|du|depuis|à partir|avec|von|vom|mit|über|aus|da|dal|dallo|con|van|vanaf|met|"
    r"via|z|ze|za|"
    r"przez|från|fra|med|minun|laitteesta|с|из|через|z mého|for|für|pour|para|do|pelo|app|per|til|för"
)
MY = r"my|mi|mon|meu|minha|meinem|meiner|mio|mia|mijn|mojego|mojej|min|mitt|mit|моего|моей"
SENT_FROM = re.compile(
    rf"\s{{0,4}}(?:{SENT})\s(?:[^\n]{{0,20}}\s)?(?:{FROM})\s(?:[^\n]{{0,30}}(?<![^\W_]))?(?:(?:{DEVICES})(?![^\W\d_])|(?:{MY})\s\S)[^\n]{{0,80}}$",
    re.IGNORECASE,
)
SENT_FROM_NAME = re.compile(
    r"\s{0,4}Sent (?:from|via|with|using) (?:(?:my|the|an?|for|app|[A-Z0-9][\w.+&-]*)(?:\s|$)){1,6}$"
)
OTHER_MOBILE = re.compile(
    r"\s{0,4}(?:von meinem [^\n]{2,40}(?:gesendet|versendet)|iPhoneから送信|[^\n]{2,30}から送信(?:されました)?|"
    r"从我的[^\n]{2,30}(?:发送|发出)|"
    r"发自我?的?[^\n]{2,30}|發自我?的?[^\n]{2,30}|從我的[^\n]{2,30}(?:傳送|發送)|나의 [^\n]{2,30}에서 보냄|"
    r"[^\n]{2,30}에서 (?:보냄|보냈습니다|발송)|"
    r"[^\n]{2,30}'?(?:[dt][ae]n|den) gönderildi|lähetetty [^\n]{2,30}(?:sta|stä|lta|ltä|ni)|mijn [^\n]{2,20} verzonden|"
    r"(?:get|obtenez|hol dir|ottieni) outlook (?:for|pour|für|per) \w+)[.。!]?\s*$",
    re.IGNORECASE,
)
LINK = re.compile(r"\s?[<(\[](?:https?:|mailto:)[^>)\]\s]{1,300}[>)\]]")

SECRET = re.compile(
    r"confiden[tc]i|vertraulich|riservat|vertrouwelijk|poufn|konfiden[ts]iell|fortrolig|luottamuksell|конфиденциальн|"
    r"gizli|privileged|"
    r"機密|保密|기밀|důvěrn|bizalmas|disclaimer|legally protected|geheim|aviso legal|haftungsausschluss|avvertenz",
    re.IGNORECASE,
)
ADDRESSEE = re.compile(
    r"recipient|addressee|intended|destinat|empfänger|geadresseerde|bestemd|adresat|mottagare|mottaker|modtager|"
    r"vastaanottaja|получател|"
    r"адресат|alıcı|受信者|宛先|收件人|수신자|příjemc|címzett|in error|por error|par erreur|irrtümlich|versehentlich|"
    r"errore|błędnie|av misstag|"
    r"ved en fejl|virheellisesti|по ошибке|yanlışlıkla|誤って|误|잘못",
    re.IGNORECASE,
)
LETTER = re.compile(
    r"e-?mail|message|nachricht|mensaje|mensagem|correo|messaggio|bericht|wiadomo|meddela|meddelelse|besked|melding|"
    r"viesti|сообщени|письм|"
    r"ileti|mesaj|メール|邮件|郵件|메일|zpráv|üzenet|courriel",
    re.IGNORECASE,
)
FORBIDDEN = re.compile(
    r"notify|delete|destroy|copy|copying|disclos|disseminat|distribut|unauthori|prohibit|löschen|vernichten|"
    r"informieren|untersagt|unbefugt|"
    r"elimin|borr|prohib|notifi|apag|détrui|supprim|interdit|inform|cancell|vietat|copiare|restitui|verwijder|"
    r"vernietig|verboden|usun|"
    r"zniszcz|zabronion|radera|förstör|otillåt|slet|forbudt|ulovlig|poist|kiellett|удал|уничтож|запрещ|sil|yasak|imha|"
    r"削除|破棄|禁|删除|刪除|"
    r"삭제|금지|폐기|smaz|töröl",
    re.IGNORECASE,
)
PRINTING = re.compile(
    r"\W{0,6}(?:please (?:consider|think)[^\n]{0,30}environment|virus-?free\.|this e-?mail (?:has been|was) "
    r"(?:checked|scanned)|"
    r"diese e-?mail wurde von avast|libre de virus|garanti sans virus|scanned by)",
    re.IGNORECASE,
)
FAREWELL = re.compile(
    r"\s{0,4}(?:(?:kind|best|warm|with|many|all the)\s)?(?:kind\s|best\s|warm\s)?(?:regards|wishes|best)|"
    r"\s{0,4}(?:sincerely|cheers|cordially|"
    r"yours (?:sincerely|faithfully|truly)|(?:un )?(?:cordial )?saludos?|atentamente|saludos cordiales|(?:bien "
    r")?cordialement|"
    r"(?:mit )?(?:freundlichen|besten|lieben|herzlichen|viele[n]?|liebe|beste) gr[üu](?:ß|ss)en?|mfg|(?:cordiali|"
    r"distinti) saluti|"
    r"met vriendelijke groeten?|mvg|atenciosamente|(?:com os melhores )?cumprimentos|pozdrawiam|z poważaniem|med "
    r"v[äe]nlig[a]? h[äi]lsning\w*|"
    r"(?:med )?vennlig hilsen|mvh|(?:ystävällisin )?terveisin|с уважением|saygılarımla|よろしくお願いします|此致|敬上|"
    r"감사합니다)",
    re.IGNORECASE,
)
CONTACT = re.compile(
    r"\S@\S|https?://|www\.\S|@\w{3}|(?:tel|phone|fax|mobile|mob|cell|ph|móvil|handy|тел|電話|电话|전화)\s?[.:)]|"
    r"\+?\(?\d[\d\s().\-/]{7,}\d|\b(?:ceo|cto|cfo|coo|director|manager|engineer|gmbh|inc\.|ltd|llc|s\.?r\.?l|s\.l\.|"
    r"b\.v\.|head of)\b|mailing list",
    re.IGNORECASE,
)


def is_mobile(line: str) -> bool:
    """ "Sent from my phone", not "Sent from Madrid last week"."""
    bare = LINK.sub("", line).rstrip()
    if not bare or len(bare) > 110:
        return False
    return bool(SENT_FROM.match(bare) or SENT_FROM_NAME.match(bare) or OTHER_MOBILE.match(bare))


def without(lines: list[str], spoken: bool = False) -> list[str]:
    """The lines above the signature. All of them when nothing would be left and nothing was `spoken` before."""
    for at, line in enumerate(lines):
        if spoken and _begins(lines, at):
            return lines[:at]
        spoken = spoken or bool(line.strip())
    return lines


def _begins(lines: list[str], at: int) -> bool:
    line = lines[at]
    if not line.strip() or (len(line) > 300 and not SECRET.search(line)):
        return False
    if DASHES.match(line):
        return len(_filled(lines, at + 1)) <= MOST_LINES
    if RULE.match(line):
        return _is_footer(_filled(lines, at + 1))
    if FAREWELL.match(line) and len(line) < 60:
        return _is_card(_filled(lines, at + 1))
    return bool(PRINTING.match(line)) or (
        at > 0 and not lines[at - 1].strip() and _is_disclaimer(_paragraph(lines, at))
    )


def _filled(lines: list[str], start: int) -> list[str]:
    """The lines below that are not empty: one more than may stand in a signature, so that a long text stays cheap."""
    return [line for line in lines[start : start + FARTHEST] if line.strip()][: MOST_LINES + 1]


def _is_footer(below: list[str]) -> bool:
    """After a mere rule only what is plainly no prose: a rule may also part somebody's paragraphs."""
    if not below or _is_disclaimer(below):
        return True
    return len(below) <= MOST_LINES and any(map(CONTACT.search, below)) and all(len(line) < 90 for line in below)


def _is_card(below: list[str]) -> bool:
    """A name with a title or a way to reach them; a name alone is part of the letter."""
    return 2 <= len(below) <= 10 and all(len(line) < 90 for line in below) and any(map(CONTACT.search, below[1:]))


def _paragraph(lines: list[str], at: int) -> list[str]:
    return list(takewhile(str.strip, lines[at : at + 12]))


def _is_disclaimer(lines: list[str]) -> bool:
    """Only with all its usual ingredients: customers too write of confidential mail to wrong recipients."""
    paragraph = " ".join(line[:1500] for line in lines)[:2000]
    return len(paragraph) > 100 and all(words.search(paragraph) for words in (SECRET, LETTER, ADDRESSEE, FORBIDDEN))
