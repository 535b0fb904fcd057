"""Moments as agents type them, in English and Spanish, understood by the browser in the zone of its user."""

import json
import os
import subprocess
from pathlib import Path

import pytest

HERE = Path(__file__).parent
UI = HERE.parents[1] / "web" / "ui"

UNDERSTOOD = {
    "tomorrow": "2026-11-26 09:00",
    "Tomorrow 9": "2026-11-26 09:00",
    "tomorrow at 9.30": "2026-11-26 09:30",
    "tomorrow 3": "2026-11-26 15:00",
    "tomorrow evening": "2026-11-26 18:00",
    "day after tomorrow at noon": "2026-11-27 12:00",
    "in 2 hours": "2026-11-25 12:30",
    "2h": "2026-11-25 12:30",
    "in 90 min": "2026-11-25 12:00",
    "in half an hour": "2026-11-25 11:00",
    "14h": "2026-11-25 14:00",
    "in a week": "2026-12-02 09:00",
    "in a month": "2026-12-25 09:00",
    "next week": "2026-11-30 09:00",
    "fri 14:30": "2026-11-27 14:30",
    "Friday at 2pm": "2026-11-27 14:00",
    "next monday": "2026-11-30 09:00",
    "wed": "2026-12-02 09:00",
    "9": "2026-11-26 09:00",
    "at 11": "2026-11-25 11:00",
    "12 am": "2026-11-26 00:00",
    "this afternoon": "2026-11-25 14:00",
    "tonight": "2026-11-25 20:00",
    "24 dec": "2026-12-24 09:00",
    "dec 24 at 5": "2026-12-24 17:00",
    "march 3rd": "2027-03-03 09:00",
    "2026-12-01 8:15": "2026-12-01 08:15",
    "24/12": "2026-12-24 09:00",
    "29/2/2028": "2028-02-29 09:00",
    "mañana": "2026-11-26 09:00",
    "mañana a las 9": "2026-11-26 09:00",
    "manana 9h": "2026-11-26 09:00",
    "mañana por la mañana": "2026-11-26 09:00",
    "Mañana a las 3 de la tarde": "2026-11-26 15:00",
    "pasado mañana": "2026-11-27 09:00",
    "en 3 días": "2026-11-28 09:00",
    "en 3 días a las 14": "2026-11-28 14:00",
    "en una semana": "2026-12-02 09:00",
    "en 2 meses": "2027-01-24 09:00",
    "media hora": "2026-11-25 11:00",
    "la semana que viene": "2026-11-30 09:00",
    "viernes": "2026-11-27 09:00",
    "el viernes a las 16:00": "2026-11-27 16:00",
    "martes 10": "2026-12-01 10:00",
    "miércoles": "2026-12-02 09:00",
    "lunes por la tarde": "2026-11-30 14:00",
    "hoy a las 18": "2026-11-25 18:00",
    "9 de la noche": "2026-11-25 21:00",
    "esta noche": "2026-11-25 20:00",
    "mediodía": "2026-11-25 12:00",
    "24 de diciembre a las 10": "2026-12-24 10:00",
    "5 de abril": "2027-04-05 09:00",
}
"""Seen from Wednesday, 25 November 2026, 10:30."""

UNCLEAR = [
    "", " ", "blah", "dentro de dos", "tomorrow blah", "tomorrow 25", "9:75", "31/02", "30 feb", "today 9", "today",
    "hoy", "marzo", "sunny", "1/1/2031", "in 999 weeks", "0/0", "99999999", "mañana mañana mañana", "13:00 14:00",
    "-1",
    "<b>tomorrow</b>",
]  # fmt: skip


def understood(*asked: tuple[str, bool], zone: str = "America/Mexico_City") -> list[str | None]:
    command = ["node", str(HERE / "understand.mjs"), str(UI)]
    ran = subprocess.run(
        command, input=json.dumps(asked), env={**os.environ, "TZ": zone}, capture_output=True, text=True, check=True
    )
    return json.loads(ran.stdout)  # type: ignore[no-any-return]  # what the script writes


@pytest.mark.parametrize("zone", ["America/Mexico_City", "UTC", "Pacific/Auckland"])
def test_what_agents_type_is_understood_as_they_mean_it(zone: str) -> None:
    found = understood(*((text, False) for text in UNDERSTOOD), zone=zone)
    assert dict(zip(UNDERSTOOD, found, strict=True)) == UNDERSTOOD


def test_what_is_unclear_or_past_is_not_guessed() -> None:
    found = understood(*((text, False) for text in UNCLEAR))
    assert {text: one for text, one in zip(UNCLEAR, found, strict=True) if one} == {}


def test_a_date_in_numbers_is_read_as_people_write_it_there() -> None:
    assert understood(("3/4", False), ("3/4", True)) == ["2027-04-03 09:00", "2027-03-04 09:00"]


def test_an_hour_that_the_clocks_leave_out_is_still_a_moment() -> None:
    """In Berlin, on 28 March 2027, there is no half past two."""
    assert understood(("28/3/2027 2:30", False), zone="Europe/Berlin") == ["2027-03-28 03:30"]
