"""What is left of a name that was erased: enough to know it again, too little to read it."""

import hashlib
from typing import Final

ERASED: Final = "erased:"


def mark(name: str) -> str:
    """A provider that brings the same thing once more is recognised by it."""
    return f"{ERASED}{hashlib.sha256(name.encode()).hexdigest()}"
