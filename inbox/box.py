"""The sealed box: secrets of accounts are stored encrypted, with a key that lives outside the database."""

import hashlib
import hmac

from cryptography.fernet import Fernet, InvalidToken
from msgspec import json

from inbox.errors import MissingKey


class Box:
    """Seals with Fernet (AES-128-CBC and HMAC-SHA256). Raises MissingKey for a key of the wrong form."""

    def __init__(self, key: bytes) -> None:
        try:
            self._fernet = Fernet(key)
        except ValueError as wrong:
            raise MissingKey(
                "The key is not a Fernet key (44 characters of URL-safe base64). "
                "Restore HILO_KEY or the key file from your backup."
            ) from wrong
        self._key = key

    def seal(self, secrets: dict[str, str]) -> bytes:
        return self._fernet.encrypt(json.encode(secrets)) if secrets else b""

    def open(self, sealed: bytes) -> dict[str, str]:
        """Raises MissingKey if it was sealed with another key."""
        if not sealed:
            return {}
        try:
            return json.decode(self._fernet.decrypt(sealed), type=dict[str, str])
        except InvalidToken as wrong:
            raise MissingKey(
                "The accounts' passwords were encrypted with another key. "
                "Restore HILO_KEY or the key file from your backup, or enter the passwords again."
            ) from wrong

    def derive(self, purpose: str) -> bytes:
        """32 bytes that depend on the key and the purpose, for signing things of our own."""
        return hmac.digest(self._key, purpose.encode(), hashlib.sha256)


def new_key() -> bytes:
    return Fernet.generate_key()
