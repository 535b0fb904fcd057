"""The files that should lie in the folder: those of this moment, the newest first."""

from office.office import Office
from sqlalchemy import Connection, update

from inbox import kept, uploads
from inbox.files import Stored
from inbox.schema import attachment
from inbox.words import AttachmentId, User


def brought(office: Office, by: User, path: str) -> AttachmentId:
    stored = Stored("photo.png", "image/png", 4, "00", path)
    return office.write(uploads.keep, stored, by.id, office.clock()).id


def set_state(conn: Connection, attachment_id: AttachmentId, state: str) -> None:
    conn.execute(update(attachment).where(attachment.c.id == attachment_id).values(state=state))


def test_the_newest_come_first_and_no_more_than_asked_for(office: Office, ana: User) -> None:
    assert office.read(kept.newest, 2) == []
    for path in ("ab/1", "ab/2", "ab/3"):
        brought(office, ana, path)
    assert office.read(kept.newest, 2) == ["ab/3", "ab/2"]


def test_what_still_lies_at_its_provider_and_what_was_erased_have_no_file(office: Office, ana: User) -> None:
    for path, state in (("ab/1", "kept"), ("", "wanted"), ("", "failed"), ("ab/4", "erased")):
        attachment_id = brought(office, ana, path)
        office.write(set_state, attachment_id, state)
    assert office.read(kept.newest, 5) == ["ab/1"]
