"""Real mails of other projects, kept beside the repository and not in it; skipped where they are absent."""

import hashlib
import importlib.util
import json
from pathlib import Path
from typing import Any

import pytest

from connectors.contract import Incoming, Raw
from connectors.email.address import mailboxes
from connectors.email.bounce import bounces
from connectors.email.mime import parse
from connectors.email.reading import read
from connectors.email.said import said

CASES = Path(__file__).parents[4] / "shared" / "email"
pytestmark = pytest.mark.skipif(not CASES.is_dir(), reason="the development mails are not here")


def adapted(data: bytes) -> dict[str, Any]:
    """A mail in the scorer's words."""
    root = parse(data)
    found = next((one for one in read(Raw(key="k", body=data)) if isinstance(one, Incoming)), None)
    if found is None:
        return {}
    to = [box.address for field in root.headers.all("to") for box in mailboxes(field) if box.address]
    return {
        "from_name": found.sender.display,
        "from_email": "" if found.sender.address.endswith(".invalid") else found.sender.address,
        "to": to,
        "subject": found.subject,
        "message_id": found.ref,
        "text": found.text,
        "html": found.html,
        "attachments": [{"filename": f.name, "sha256": hashlib.sha256(f.content).hexdigest()} for f in found.files],
        "is_auto": bool(found.automatic),
        "is_bounce": found.automatic == "bounce",
        "bounce_status": [one.status for one in bounces(root)] if found.automatic == "bounce" else [],
    }


# The scorer leaves its files to the garbage collector.
@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")
def test_of_all_that_is_known_of_the_mails_nine_tenths_are_read_and_none_crashes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(CASES)
    spec = importlib.util.spec_from_file_location("score", CASES / "score.py")
    assert spec
    assert spec.loader
    score = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(score)
    _, results, _, crashes, _ = score.run(adapted)
    right, asked = (sum(counts[place] for counts in results.values()) for place in (0, 1))
    assert not crashes
    assert right / asked >= 0.915, results
    for key in ("from_email", "from_name", "to", "message_id"):
        assert results["stalwart", key][0] >= 0.97 * results["stalwart", key][1], key
    assert results["sisimai", "is_bounce"][0] >= 0.97 * results["sisimai", "is_bounce"][1]


def test_of_the_known_replies_nine_tenths_are_kept_exactly() -> None:
    replies = [json.loads(line) for line in (CASES / "replies.jsonl").read_text().splitlines()]
    right = [one["name"] for one in replies if tight(said(one["text"])) == tight(one["reply"])]
    assert len(right) / len(replies) >= 0.9


def test_words_of_the_known_replies_are_almost_never_lost() -> None:
    replies = [json.loads(line) for line in (CASES / "replies.jsonl").read_text().splitlines()]
    lost = [one["name"] for one in replies if tight(one["reply"]) not in tight(said(one["text"]))]
    assert len(lost) <= 0.05 * len(replies), lost


def tight(text: str) -> str:
    return "".join(text.split())
