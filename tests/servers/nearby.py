"""`python -m tests.servers.nearby` is `hilo` whose Meta and Twilio are on loopback, at the ports named in NEARBY."""

import os
import sys

from connectors.meta.graph import META
from connectors.twilio.line import TWILIO
from web.cli import main


def lead_here(graph: int, twilio: int) -> None:
    """In place, frozen as they are: every connector has taken them as its default already."""
    near_meta = {"graph": f"http://127.0.0.1:{graph}", "files": ("127.0.0.1",), "guarded": False}
    near_twilio = {"route": lambda url: url.replace("https://", f"http://127.0.0.1:{twilio}/", 1), "maker": None}
    for cloud, near in ((META, near_meta), (TWILIO, near_twilio)):
        for name, value in near.items():
            object.__setattr__(cloud, name, value)


if __name__ == "__main__":
    lead_here(*map(int, os.environ["NEARBY"].split()))
    sys.exit(main())
