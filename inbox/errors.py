"""What can go wrong for a person; each text is a sentence that says what to do next."""


class InboxError(Exception):
    """Shown as it stands."""


class NotFound(InboxError):
    """There is no such thing, or no longer."""


class Conflict(InboxError):
    """Somebody or something else was first."""


class Closed(Conflict):
    """This may not be sent there, or not now. code: why, for the screen to offer what may."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code


class MissingKey(InboxError):
    """The key that seals the accounts' secrets is missing or is not the one they were sealed with."""
