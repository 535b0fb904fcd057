"""What of a text is scored: only what its writer says."""


def own_words(text: str) -> str:
    """Without the quoted lines that an answer point by point keeps: they are somebody else's mood (RFC 3676, 4.5)."""
    return "\n".join(line for line in text.split("\n") if not line.startswith(">")).strip()
