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


class Fenced(Exception):
    """A lease is another's by now. Shown to nobody: whoever held it leaves the work to its new holder."""


class Unreachable(InboxError):
    """A server that we lean on does not answer, or not to us; the text is its reason."""


class Away(Exception):
    """The database's server went away, or is not there. Shown as it stands.

    It says nothing about what was asked for, so whoever takes an InboxError for a refusal must not take this for one.
    Of a write, nobody knows whether it stands.
    """


class Busy(InboxError):
    """More is asked than can be done. Nothing of it was done, and the same may be asked again in a moment."""


class MissingKey(InboxError):
    """The key that seals the accounts' secrets is missing or is not the one they were sealed with."""
