"""What colleagues write down about a customer."""

import unicodedata
from datetime import datetime

from msgspec import UNSET, Struct, UnsetType
from sqlalchemy import Connection, select, update

from inbox import customers, groups
from inbox.errors import Conflict, NotFound
from inbox.schema import customer
from inbox.words import Customer, CustomerId, UserId

MOST_FIELDS = 50


class Profile(Struct, frozen=True):
    """What is UNSET stays as it is; of fields, those that are not named. A field's None removes it.

    language: ISO 639-1; zone: IANA name or "+02:00"; both "" for nobody knows.
    """

    name: str | UnsetType = UNSET
    about: str | UnsetType = UNSET
    language: str | UnsetType = UNSET
    zone: str | UnsetType = UNSET
    fields: dict[str, str | None] | UnsetType = UNSET


def change(conn: Connection, customer_id: CustomerId, profile: Profile, by: UserId, now: datetime) -> Customer:
    """Of a merged customer: of the one who is shown. Raises NotFound, and Conflict for too many fields."""
    shown = next(iter(groups.customers(conn, customer_id)), customer_id)
    row = conn.execute(select(customer).where(customer.c.id == shown).with_for_update()).one_or_none()
    if row is None or row.erased_at:
        raise NotFound("There is no such customer. Reload the thread.")
    values = {
        name: new.strip()
        for name in ("name", "about", "language", "zone")
        if (new := getattr(profile, name)) is not UNSET
    }
    if profile.fields is not UNSET:
        values["fields"] = combined(row.fields, profile.fields)
    if any(getattr(row, name) != new for name, new in values.items()):
        conn.execute(update(customer).where(customer.c.id == shown).values(**values))
        customers.changed(conn, shown, by, now)
    return customers.get(conn, shown)


def combined(before: dict[str, str], changes: dict[str, str | None]) -> dict[str, str]:
    named = {" ".join(unicodedata.normalize("NFC", name).split()): value for name, value in changes.items()}
    fields = {name: value for name, value in {**before, **named}.items() if value is not None}
    if len(fields) > MOST_FIELDS:
        raise Conflict(f"A customer has at most {MOST_FIELDS} fields. Remove one first.")
    return fields
