"""Promises in English."""

import re

from router.phrases.shape import COUNT, FROM, HALF, HOUR, Phrases, any_of, whole

NUMBERS: dict[str, float] = {
    "half an": 0.5, "a couple of": 2, "an": 1, "a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6,
    "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30,
    "twenty-four": 24, "forty-eight": 48,
}  # fmt: skip
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = (
    "january|jan", "february|feb", "march|mar", "april|apr", "may", "june|jun", "july|jul", "august|aug",
    "september|sept|sep", "october|oct", "november|nov", "december|dec",
)  # fmt: skip

WILL = r"(?:'ll|\s+will|\s+shall|(?:'m|\s+am|'re|\s+are) going to)"
COLLEAGUE = any_of("colleagues? teams? technicians? managers? supervisors? couriers?")
OTHERS = any_of((rf"(?:my|our|a|one of our|one of my) (?:\w+ )?{COLLEAGUE}", "someone", "somebody"))
SURELY = any_of(
    ("also", "then", "definitely", "certainly", "personally", "gladly", "be sure to", "make sure to", "now")
)
DO = any_of(
    "call ring phone email e-mail mail write text message reply respond answer contact update inform tell notify send"
    " ship refund return check confirm fix resolve process deliver replace forward provide transfer arrange dispatch"
    " credit issue schedule review repair investigate ask look find follow let get reach come give sort pass have drop"
    " speak talk chase escalate discuss finish complete prepare collect pick bring visit"
)
BE = any_of(
    ("be in touch", "be back (?:to|with|in touch)", "be with you", "be calling", "be sending", "be writing", "keep you")
)
WE = any_of((rf"(?:i|we){WILL}", "let me", rf"{OTHERS}\s+will", r"(?:^|(?<=[.,;:]\s)|(?<=and\s))will"))

DOUBTS = (
    "if", "unless", "whether", "in case", "provided", "as long as", "once", "as soon as",
    "(?:when|after|until) you", "maybe", "perhaps", "might", "possibly", "hopefully", "(?:i|we) hope", "doubt",
    "not sure", "(?:don't|do not) (?:think|know|believe)", "(?:can't|cannot) promise",
    "(?:you|they|he|she|i|we) (?:said|told|wrote|thought|claimed)",
)  # fmt: skip
YOU_DID = r"you(?:'ve|'d)? (?:have |had |just )*(?:\w+ed|sent|bought|wrote|paid|made|got|said|gave)"

UNITS = any_of(
    ("(?P<minutes>min(?:ute)?s?)", "(?P<hours>h|h(?:ou)?rs?)", "(?P<days>days?)", "(?P<weeks>weeks?)")
)  # fmt: skip
AT_MOST = "(?:the |the next |next |less than |about |at most )?"
MANY = any_of((COUNT, *NUMBERS), "count")
SPAN = any_of(
    (
        f"(?:with)?in {AT_MOST}{FROM}{MANY}[ -]?(?P<work>business |working )?{UNITS}",
        "within the (?:next )?(?P<hour>hour)",
    )
)
MONTH = any_of(MONTHS)
ORDINAL = "(?:st|nd|rd|th)"
ON = f"(?:{any_of(WEEKDAYS)},? (?:the )?)?"
DAY = any_of(
    (
        "(?P<in2>the day after tomorrow)",
        "(?P<in1>tomorrow)(?!'s)",
        "(?P<in0>(?:later )?today)(?!'s)",
        "(?P<end_week>(?:the )?end of (?:the|this) week|this week)",
        "(?P<end_next>(?:the )?end of next week)",
        "(?P<next_week>next week)",
        "(?P<next_month>next month)",
        "(?:at |over )?(?P<weekend>(?:the|this) weekend)",
        rf"{ON}(?P<d1>\d{{1,2}}){ORDINAL}?(?: of)? (?P<m1>{MONTH})(?:,? (?P<y1>\d{{4}}))?",
        rf"{ON}(?P<m2>{MONTH}) (?P<d2>\d{{1,2}}){ORDINAL}?(?![:\d])(?:,? (?P<y2>\d{{4}}))?",
        rf"on the (?P<nth>\d{{1,2}}){ORDINAL}(?! of)",
        rf"(?:(?P<after_next>next) |this |coming )?{any_of(WEEKDAYS, 'weekday')}(?!'s)",
    )
)
PART = any_of(
    (
        "(?P<close>(?:the )?end of (?:the |my |business )?day|eod|close of business|cob)",
        "(?P<early>first thing(?: in the morning)?)",
        "(?P<now>(?:later )?this )?(?:(?P<morning>morning)|(?P<afternoon>afternoon)|(?P<evening>evening|night))",
        "(?P<tonight>tonight)",
    )
)
FOLLOWS = any_of(
    "tomorrow today tonight this next in on and or to at as with sharp exactly your my our local time gmt utc cet et pt"
)
ALONE = rf"(?=\s*(?:$|[,;!)–-](?!\d)|\.(?!\d)|(?:{FOLLOWS}|{any_of(WEEKDAYS)})\b))"
"""What may follow a bare number that is an hour."""
HOURS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
AT = "(?:at|by|before|around|after|between|from) (?:about |around )?"
CLOCK = any_of(
    (
        f"{AT}(?P<noon>noon|midday)",
        rf"{AT}(?P<h>{HOUR})(?:[:.](?P<m>\d\d))?(?:\s?(?P<half>{HALF})|\s?o'clock|{ALONE})",
        rf"{AT}(?P<spoken>half past|(?:a )?quarter past|(?:a )?quarter to) {any_of((HOUR, *HOURS), 'h4')}",
        rf"{AT}{any_of(HOURS, 'h5')}{ALONE}",
        rf"(?P<h2>{HOUR})(?:[:.](?P<m2>\d\d))?\s?(?P<half2>{HALF})",
        rf"(?P<h3>{HOUR}):(?P<m3>\d\d){ALONE}",
    )
)

ENGLISH = Phrases(
    commits=whole(any_of((rf"{WE}\s+(?:{SURELY}\s+)?(?:{BE}|{DO})", "you(?:'ll| will) (?:have|hear|get|receive)"))),
    doubts=whole(any_of(DOUBTS)),
    ends=re.compile(r";|,? \b(?:but|because|although|though|since|as your|while)\b"),
    aside=whole(any_of(("that", "which", "who", "whom", "what", "why", "how", "was", "were", YOU_DID))),
    elsewhere=re.compile(r"\b(?:last|previous|past|from|of|since|until|till|for|every|each)(?: the)?\s+$"),
    before=re.compile(r"\b(?:before|ahead of)(?: the)?\s+$"),
    opening=re.compile(r"(?:^|[,;:–-]\s*|\b(?:and|so|then)\s+)(?:(?:on|by|in|at|before) )?(?:the )?$"),
    joins=re.compile(r"[\s,]*(?:(?:in|on|the|at|around|about|sometime)\s+)*"),
    times={"span": whole(SPAN), "day": whole(DAY), "part": whole(PART), "clock": whole(CLOCK)},
    numbers=NUMBERS,
    weekdays=WEEKDAYS,
    months=MONTHS,
)
