"""HTML as plain text that reads as it looked. A tokenizer of our own, because html.parser is quadratic on
unterminated tags, which strangers can send by the megabyte."""

import re
from html import unescape

LONGEST = 1_000_000
MOST_QUOTES = 20
TOKEN = re.compile(
    r"""<!--.*?(?:-->|\Z)
      | <(?P<raw>script|style|title|textarea|xml)\b[^>]*+>.*?(?:</(?P=raw)[^>]*+>|\Z)
      | <[!?][^>]*+>?
      | <(?P<close>/?)(?P<tag>[a-z][^\s/>]*+)(?P<attributes>(?:[^>"']|"[^"]*"|'[^']*')*+)>?
      | (?P<text>[^<]++|<)""",
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
ATTRIBUTE = re.compile(r"""([^\s=/>"']++)\s*+(?:=\s*+("[^"]*"|'[^']*'|[^\s>"']++))?""")
SPACE = re.compile(r"[ \t\r\n\f]+")
INVISIBLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)

NEVER_TEXT = {"head", "template", "noscript", "object", "svg", "math", "select"}
LINES = {
    *("address", "article", "aside", "body", "caption", "center", "dd", "div", "dl", "dt", "fieldset", "figcaption"),
    *("figure", "footer", "form", "header", "html", "li", "main", "nav", "ol", "section", "table", "tr", "ul"),
}
PARAGRAPHS = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "hr"}
VOID = {"br", "img", "hr", "meta", "link", "input", "area", "base", "col", "wbr", "embed", "source"}


def to_text(html: str) -> str:
    """Plain text with the lines and paragraphs that a browser would show. Quotes (`blockquote`) get "> "; a link
    shows its target when its words do not."""
    page = _Page()
    for token in TOKEN.finditer(html[:LONGEST]):
        if token["text"]:
            page.write(unescape(token["text"]))
        elif token["tag"] and token["close"]:
            page.end(token["tag"].lower())
        elif token["tag"]:
            page.start(token["tag"].lower(), token["attributes"])
    return page.finish()


def _attributes(source: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, value in ATTRIBUTE.findall(source):
        found.setdefault(name.lower(), unescape(value.strip("\"'")))
    return found


class _Page:
    """The lines written so far, and where in the tree the reader stands."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.line: list[str] = []
        self.gap = False
        self.quotes = self.last_quotes = 0
        self.pre = 0
        self.hidden: list[str] = []
        self.link = ("", -1)

    def start(self, tag: str, source: str) -> None:
        given = _attributes(source)
        if self.hidden:
            self.hidden.extend([tag] if tag == self.hidden[0] else [])
        elif tag not in VOID and (tag in NEVER_TEXT or INVISIBLE.search(given.get("style", ""))):
            self.hidden.append(tag)
        else:
            self._break(tag)
            self._open(tag, given)

    def _open(self, tag: str, given: dict[str, str]) -> None:
        if tag == "br":
            self._end_line(empty_too=True)
        elif tag == "blockquote":
            self.quotes += 1
        elif tag == "pre":
            self.pre += 1
        elif tag == "li":
            self.line.append("- ")
        elif tag in ("td", "th") and self.line:
            self.line.append(" ")
        elif tag == "img" and given.get("alt", "").strip():
            self.line.append(f"[{given['alt'].strip()}]")
        elif tag == "a":
            self.link = (given.get("href", "").strip(), len(self.line))

    def end(self, tag: str) -> None:
        if self.hidden:
            self._unhide(tag)
            return
        if tag == "a":
            self._close_link()
        self._break(tag)
        if tag == "blockquote":
            self.quotes = max(0, self.quotes - 1)
        elif tag == "pre":
            self.pre = max(0, self.pre - 1)

    def _unhide(self, tag: str) -> None:
        if tag == self.hidden[0]:
            self.hidden.pop()
        elif tag in ("body", "html"):
            # Never closed: the words after it must not stay hidden.
            self.hidden.clear()

    def _close_link(self) -> None:
        (target, start), self.link = self.link, ("", -1)
        words = "".join(self.line[start:]).strip() if start >= 0 else ""
        bare = target.removeprefix("mailto:").partition("://")[2] or target.removeprefix("mailto:")
        if target.startswith(("http://", "https://", "mailto:")) and words and bare.rstrip("/") not in words:
            self.line.append(f" <{target}>")

    def _break(self, tag: str) -> None:
        if tag in LINES or tag in PARAGRAPHS:
            self._end_line()
            self.gap = self.gap or tag in PARAGRAPHS

    def _end_line(self, empty_too: bool = False) -> None:
        text = "".join(self.line).replace("\xa0", " ")
        text = text.rstrip() if self.pre else text.strip()
        self.line, self.link = [], (self.link[0], min(self.link[1], 0))
        if not text and not empty_too:
            return
        mark = "> " * min(self.quotes, MOST_QUOTES)
        if self.gap and self.lines:
            self.lines.append(mark[: 2 * self.last_quotes].rstrip())
        self.gap, self.last_quotes = False, self.quotes
        self.lines.append((mark + text).rstrip())

    def write(self, text: str) -> None:
        if self.hidden:
            return
        if self.pre:
            first, *rest = text.split("\n")
            self.line.append(first)
            for line in rest:
                self._end_line(empty_too=True)
                self.line.append(line)
            return
        text = SPACE.sub(" ", text)
        if not self.line or self.line[-1].endswith(" "):
            text = text.lstrip(" ")
        if text:
            self.line.append(text)

    def finish(self) -> str:
        self._end_line()
        return re.sub(r"\n{4,}", "\n\n\n", "\n".join(self.lines)).strip("\n")
