"""The log: one line of JSON per happening for a collector, coloured for a person; never a text, never a secret.

What an exception says of itself may quote what it choked on (a value of a row, a line of a mail). So its words
are kept up to the first quotation mark and no further than one line; where it happened is told in full.
"""

import logging
import re
import sys
import traceback
from typing import TextIO

import structlog
from structlog.typing import EventDict, ExcInfo, WrappedLogger

QUOTE = re.compile(r"""(?<!\w)[bru]{0,2}['"`«“].*""")
DEEPEST = 30
"""Frames that are told; recursion has thousands, all alike."""


def write_logs(level: str) -> None:
    """To standard error. Libraries' warnings go the same way."""
    number = logging.getLevelNamesMapping()[level.upper()]
    person = sys.stderr.isatty()
    stamped: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper("iso", utc=True),
    ]
    last = shown(person=person)
    structlog.configure(
        [*stamped, *last],
        wrapper_class=structlog.make_filtering_bound_logger(number),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
    theirs = logging.StreamHandler(sys.stderr)
    theirs.setFormatter(
        structlog.stdlib.ProcessorFormatter(foreign_pre_chain=[*stamped, named], processors=[bare, *last])
    )
    logging.basicConfig(level=max(number, logging.WARNING), handlers=[theirs], force=True)


def shown(*, person: bool) -> list[structlog.typing.Processor]:
    if person:
        return [structlog.dev.ConsoleRenderer(exception_formatter=write_plain)]
    return [structlog.processors.ExceptionRenderer(told), structlog.processors.JSONRenderer()]


def named(logger: WrappedLogger, method: str, event: EventDict) -> EventDict:
    """A library's words may quote whatever it was given, too."""
    event["logger"] = event["_record"].name
    event["event"] = unquoted(str(event["event"]))
    return event


def bare(logger: WrappedLogger, method: str, event: EventDict) -> EventDict:
    return structlog.stdlib.ProcessorFormatter.remove_processors_meta(logger, method, event)


def write_plain(out: TextIO, wrong: ExcInfo) -> None:
    out.write("\n" + told(wrong))


def told(exc_info: ExcInfo) -> str:
    """As Python tells it, but for what it may quote."""
    whole = traceback.TracebackException(*exc_info, limit=-DEEPEST, compact=True)
    return "\n".join(lines(whole))


def lines(one: traceback.TracebackException) -> list[str]:
    """Oldest cause first, as Python has it."""
    before = one.__cause__ or (None if one.__suppress_context__ else one.__context__)
    frames = [f"  {frame.filename}:{frame.lineno} in {frame.name}" for frame in one.stack]
    inner = [line for part in one.exceptions or () for line in lines(part)]
    kind = one.exc_type.__qualname__ if one.exc_type else "Exception"
    said = unquoted(str(one)).strip()
    return [*(lines(before) if before else ()), *frames, f"{kind}: {said}" if said else kind, *inner]


def unquoted(text: str) -> str:
    return QUOTE.sub("…", text.partition("\n")[0])
