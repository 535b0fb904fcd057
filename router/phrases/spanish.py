"""Promises in Spanish."""

import re

from router.phrases.shape import COUNT, FROM, HALF, HOUR, Phrases, any_of, whole

NUMBERS: dict[str, float] = {
    "un par de": 2, "media": 0.5, "una": 1, "un": 1, "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "seis": 6,
    "siete": 7, "ocho": 8, "nueve": 9, "diez": 10, "once": 11, "doce": 12, "quince": 15, "veinte": 20, "treinta": 30,
    "veinticuatro": 24, "cuarenta y ocho": 48,
}  # fmt: skip
WEEKDAYS = ("lunes", "martes", "mi[eé]rcoles", "jueves", "viernes", "s[aá]bado", "domingo")
MONTHS = (
    "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre|setiembre", "octubre",
    "noviembre", "diciembre",
)  # fmt: skip

WHOM = r"(?:(?:me|te|le|nos|os|les|se|lo|la|los|las)\s+)"
DO = (
    "llamar responder contestar escribir enviar mandar confirmar avisar informar contar pasar devolver contactar"
    " revisar comprobar mirar resolver arreglar solucionar reembolsar abonar entregar actualizar dar gestionar tramitar"
    " preparar consultar preguntar averiguar investigar reparar cambiar sustituir reenviar facilitar hablar atender"
    " recoger visitar llevar traer completar terminar"
)
FUTURE = any_of((f"(?:{any_of(DO)}|dir|har|pondr)(?:é|emos)", "(?:tendr|recibir)(?:é|emos|ás?|án)"))
NOW = any_of(  # the present tense, which speaks of what comes next only to somebody
    "llamo respondo respondemos contesto escribo env[ií]o mando confirmo aviso informo digo decimos cuento paso"
    " devuelvo devolvemos contacto reviso compruebo miro resuelvo resolvemos arreglo soluciono reembolso abono entrego"
    " actualizo doy damos gestiono tramito preparo consulto pregunto averiguo reparo cambio reenv[ií]o facilito"
)
EITHER = any_of(  # as well the past tense
    "llamamos contestamos escribimos enviamos mandamos confirmamos avisamos informamos contamos pasamos contactamos"
    " revisamos comprobamos miramos arreglamos solucionamos reembolsamos abonamos entregamos actualizamos gestionamos"
    " tramitamos preparamos consultamos reparamos cambiamos reenviamos facilitamos",
    "either",
)
STRESSED = str.maketrans({"a": "[aá]", "e": "[eé]", "i": "[ií]"})
GOING = any_of(verb[:-2] + verb[-2:].translate(STRESSED) for verb in (*DO.split(), "decir", "hacer", "poner", "tener"))
TO_THEM = "(?:[mtl]e|[nl]os|les|l[oa]s?|[mts]el[oa]s?)?"
OTHERS = any_of("compañer[oa] técnic[oa] encargad[oa] repartidora? transportista equipo supervisora?")
COMMITS = (
    f"{WHOM}{{0,2}}{FUTURE}",
    f"{WHOM}{{1,2}}(?:{NOW}|(?:pongo|ponemos) en contacto|{EITHER})",
    f"{WHOM}{{0,2}}(?:voy|vamos) a {GOING}{TO_THEM}",
    rf"{OTHERS}s?(?: \w+)? {WHOM}{{0,2}}{any_of(DO)}án?",
)

DOUBTS = (
    "si", "cuando", "en cuanto", "una vez", "siempre que", "a menos que", "salvo que", "en caso de", "quizás?",
    "tal vez", "a lo mejor", "posiblemente", "ojalá", "no creo", "no sé", "dudo", "no (?:le |te |les )?prometo",
    "espero que", "dij(?:e|o|iste|imos|eron)", "prometi(?:ó|ste)",
)  # fmt: skip

UNITS = any_of(
    ("(?P<minutes>minutos?|min)", "(?P<hours>horas?|h)", "(?P<days>d[ií]as?)", "(?P<weeks>semanas?)")
)  # fmt: skip
AT_MOST = "(?: un plazo (?:máximo )?de| un máximo de| menos de| las próximas| los próximos| unas?| unos)?"
SPAN = (
    rf"(?:en|dentro de|antes de){AT_MOST} {FROM}{any_of((COUNT, *NUMBERS), 'count')} ?{UNITS}"
    "(?P<work> (?:h[aá]biles|laborables))?"
)
MONTH = any_of(MONTHS)
DAY = any_of(
    (
        "(?P<in2>pasado mañana)",
        "(?<!la )(?P<in1>mañana(?: mismo)?)",
        "(?P<in0>hoy(?: mismo)?)",
        "(?:a )?(?P<end_week>final(?:es)? de (?:la |esta )?semana|esta (?:misma )?semana)",
        "la (?P<next_week>próxima semana|semana que viene|semana próxima|semana siguiente)",
        "el (?P<next_month>próximo mes|mes que viene|mes próximo)",
        "(?P<weekend>(?:el|este) fin de semana)",
        rf"(?:el )?(?:{any_of(WEEKDAYS)},? )?(?:día )?(?P<d1>\d{{1,2}}) de (?P<m1>{MONTH})(?: del? (?P<y1>\d{{4}}))?",
        r"el (?:día )?(?P<nth>\d{1,2})(?![.:,]?\d| (?:de|por)\b|%)",
        rf"(?:el |este )?(?:próximo )?{any_of(WEEKDAYS, 'weekday')}(?: que viene| próximo)?(?! pasado)",
    )
)
WHICH = "(?:(?P<now>esta |(?:a lo largo de|durante) la )|(?:por|de|en) la )(?:misma )?"
PART = any_of(
    (
        "(?P<close>(?:al |a )?final(?:es)? del día|a última hora(?: de la tarde| del día)?)",
        "(?P<early>a primera hora(?: de la mañana)?)",
        f"{WHICH}(?:(?P<morning>mañana)|(?P<afternoon>tarde)|(?P<evening>noche))",
    )
)
AT = "(?:a|antes de|sobre|hacia|después de|a partir de|entre) las?"
WHEN = any_of((HOUR, *NUMBERS), "h") + r"(?:[:.](?P<m>\d\d)| (?P<spoken>y media|y cuarto|menos cuarto))?"
NO_HOUR = r"(?![\d%€]| ?(?:%|€|euros|unidades|personas|d[ií]as|semanas))"
CLOCK = any_of(
    (
        rf"{AT} {WHEN}{NO_HOUR}(?:\s?h(?:oras)?)?(?:\s?(?P<half>{HALF}))?",
        "(?:al|antes del|a) (?P<noon>mediodía)",
    )
)

SPANISH = Phrases(
    commits=whole(r"(?P<no>(?:no|nunca|jamás|tampoco)\s+)?", any_of(COMMITS)),
    doubts=whole(any_of(DOUBTS)),
    ends=re.compile(r";|,? \b(?:pero|porque|aunque|ya que|mientras)\b"),
    aside=whole(any_of("que quien cual cuyo fue era estaba")),
    elsewhere=re.compile(r"\b(?:del?|desde|hasta|(?<!listo )(?<!lista )para|cada|todos los)(?: el| la)?\s+$"),
    before=re.compile(r"\bantes del?(?: la)?\s+$"),
    opening=re.compile(r"(?:^|[,;:¡–-]\s*|\b(?:y|así que|entonces)\s+)(?:(?:el|en|a|antes de|sobre) )?$"),
    joins=re.compile(r"[\s,]*(?:(?:a|el|la|en|por|sobre|hacia|de)\s+)*"),
    times={"span": whole(SPAN), "day": whole(DAY), "part": whole(PART), "clock": whole(CLOCK)},
    numbers=NUMBERS,
    weekdays=WEEKDAYS,
    months=MONTHS,
)
