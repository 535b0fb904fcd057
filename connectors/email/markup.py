"""HTML mail, made safe to show."""

import re

import nh3

LONGEST = 1_000_000
"""Characters of HTML that are read at all."""
DEEPEST = 500
"""Elements inside each other, most of which nobody closed; beyond it a mail is shown as text."""
MOST_WORDS = 1000
"""Words inside one tag."""
VOID = {"br", "img", "hr", "meta", "link", "input", "area", "base", "col", "wbr", "embed", "source"}
TAG = re.compile(r"""<(?P<close>/?)(?P<name>[a-z][^\s/>]*+)(?P<rest>(?:[^>"']|"[^"]*"|'[^']*')*+)>?""", re.IGNORECASE)
DATA_IMAGE = re.compile(r"data:image/(?:png|gif|jpe?g|webp);base64,[A-Za-z0-9+/=\s]{0,200000}\Z", re.IGNORECASE)

SHOWN = (nh3.ALLOWED_TAGS - {"area", "map"}) | {"font", "big", "tfoot"}
DROPPED = {"script", "style", "title", "template", "noscript", "svg", "math", "object", "select", "textarea"}
CELL = {"align", "bgcolor", "border", "cellpadding", "cellspacing", "height", "valign", "width", "colspan", "rowspan"}
ATTRIBUTES = {
    "*": {"align", "dir", "lang", "title", "style"},
    "a": {"href"},
    "img": {"src", "alt", "width", "height", "border"},
    "font": {"color", "size", "face"},
    "ol": {"start", "type"},
    **dict.fromkeys(("table", "tr", "td", "th", "col"), CELL),
}
# No position and nothing that takes a url(): a mail must neither cover the page around it nor call home by its style.
PROPERTIES = {
    *("color", "background-color", "direction", "line-height", "letter-spacing", "list-style-type", "vertical-align"),
    *("width", "height", "max-width", "max-height", "min-width", "white-space", "word-break", "word-wrap"),
    *(f"font-{what}" for what in ("family", "size", "style", "weight")),
    *(f"text-{what}" for what in ("align", "decoration", "indent", "transform")),
    *("margin", "padding", "border", "border-width", "border-style", "border-color", "border-radius"),
    *("border-collapse", "border-spacing"),
    *(f"{what}-{side}" for what in ("margin", "padding", "border") for side in ("top", "right", "bottom", "left")),
}


def safe(html: str) -> str:
    """HTML without anything active. Images keep http, https, cid and small data:image sources, so that the
    viewer's content security policy decides what is loaded; "" when it is too tangled to be shown safely."""
    html = html[:LONGEST]
    return "" if _tangled(html) else _CLEANER.clean(html)


def _tangled(html: str) -> bool:
    """Whether the sanitiser would need more than linear time: it is quadratic in depth and in attributes of one tag."""
    depth = 0
    for tag in TAG.finditer(html):
        if len(tag["rest"].split(None, MOST_WORDS)) > MOST_WORDS:
            return True
        if tag["name"].lower() not in VOID:
            depth = max(0, depth - 1) if tag["close"] else depth + 1
        if depth > DEEPEST:
            return True
    return False


def _checked(tag: str, attribute: str, value: str) -> str | None:
    """Relative addresses would point into the inbox itself, and data: is for pictures only."""
    if attribute not in ("href", "src"):
        return value
    scheme = value.strip().partition(":")[0].lower()
    if scheme == "data":
        return value if tag == "img" and DATA_IMAGE.match(value.strip()) else None
    allowed = ("http", "https", "cid") if tag == "img" else ("http", "https", "mailto", "tel")
    return value if scheme in allowed else None


_CLEANER = nh3.Cleaner(
    tags=SHOWN,
    clean_content_tags=DROPPED,
    attributes=ATTRIBUTES,
    attribute_filter=_checked,
    strip_comments=True,
    link_rel="noopener noreferrer nofollow",
    set_tag_attribute_values={"a": {"target": "_blank"}},
    url_schemes={"http", "https", "mailto", "tel", "cid", "data"},
    filter_style_properties=PROPERTIES,
)
