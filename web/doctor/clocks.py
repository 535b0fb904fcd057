"""Whether a server's clock and ours tell the same time."""

from datetime import timedelta
from typing import Final

from web.doctor.finding import Finding

SKEW: Final = timedelta(seconds=2)
"""What leases bear with ease."""


def together(server: str, ahead: timedelta) -> Finding:
    subject = f"{server}: clock"
    if abs(ahead) <= SKEW:
        return Finding(subject)
    which = "ahead of" if ahead > timedelta() else "behind"
    apart = f"It is {abs(ahead).total_seconds():,.0f} s {which} this machine's."
    return Finding(
        subject, f"{apart} Leases and the queue go by the clock: set both by NTP (chrony, systemd-timesyncd)."
    )
