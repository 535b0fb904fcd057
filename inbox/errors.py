"""What can go wrong for a person; each text is a sentence that says what to do next."""


class InboxError(Exception):
    """Shown as it stands."""


class NotFound(InboxError):
    """There is no such thing, or no longer."""


class Conflict(InboxError):
    """Somebody or something else was first."""


class MissingKey(InboxError):
    """The key that seals the accounts' secrets is missing or is not the one they were sealed with."""
