"""What of a text is scored."""

import pytest

from router.mood.text import own_words


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("Thanks!", "Thanks!"),
        ("> I am furious\nSo was I.", "So was I."),
        (">> This is terrible\n> Sorry\nAll is well\n> Bye\nBye", "All is well\nBye"),
        ("2 > 1, and so it stays", "2 > 1, and so it stays"),
        ("> nothing else", ""),
        ("", ""),
    ],
)
def test_quoted_lines_are_somebody_elses_mood(text: str, own: str) -> None:
    assert own_words(text) == own
