"""Slack's names of the emoji that people react with. https://docs.slack.dev/reference/events/reaction_added"""

import re

SKIN = re.compile(r"::skin-tone-([2-6])$")
LIGHTEST = 0x1F3FB
"""Slack counts Fitzpatrick's types from 2 (UTS 51, 2.4)."""

KNOWN = {
    "+1": "👍", "-1": "👎", "thumbsup": "👍", "thumbsdown": "👎", "ok_hand": "👌", "clap": "👏", "pray": "🙏",
    "raised_hands": "🙌", "wave": "👋", "muscle": "💪", "point_up": "☝️", "handshake": "🤝", "heart": "❤️",
    "broken_heart": "💔", "smile": "😄", "smiley": "😃", "grinning": "😀", "slightly_smiling_face": "🙂", "blush": "😊",
    "joy": "😂", "sweat_smile": "😅", "wink": "😉", "heart_eyes": "😍", "thinking_face": "🤔", "confused": "😕",
    "cry": "😢", "sob": "😭", "angry": "😠", "rage": "😡", "scream": "😱", "face_palm": "🤦", "shrug": "🤷",
    "tada": "🎉", "rocket": "🚀", "fire": "🔥", "100": "💯", "eyes": "👀", "star": "⭐", "bulb": "💡", "warning": "⚠️",
    "white_check_mark": "✅", "heavy_check_mark": "✔️", "x": "❌", "question": "❓", "exclamation": "❗",
    "hourglass": "⌛", "bug": "🐛",
}  # fmt: skip


def emoji(name: str) -> str:
    """The emoji, or ":name:" for the team's own and the rarer ones."""
    bare = SKIN.sub("", name)
    tone = SKIN.search(name)
    if bare not in KNOWN:
        return f":{bare}:"
    return KNOWN[bare] + (chr(LIGHTEST + int(tone[1]) - 2) if tone else "")
