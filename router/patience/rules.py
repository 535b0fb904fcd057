"""A supervisor's own rules: who and what they are about, and the words that set them off."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from inbox.arrivals import Waiting
from inbox.fulltext.fold import fold, words
from inbox.tables import Rule, When
from inbox.words import Reason
from router.patience.grounds import Ground

READ = 2000
"""Characters of a message in which words are looked for: a rule must not make a long letter slow."""


class Rules:
    """Those that are on. However many words they have, a text is read once for them."""

    def __init__(self, rules: tuple[Rule, ...]) -> None:
        self._rules = [Ready(rule) for rule in rules if rule.on]
        self._phrases: defaultdict[str, set[str]] = defaultdict(set)
        for rule in self._rules:
            for phrase in rule.phrases:
                self._phrases[phrase.partition(" ")[0]].add(phrase)

    def grounds(self, waiting: Waiting) -> Iterator[Ground]:
        if self._rules:
            said = self._said(waiting.text) if self._phrases else set()
            for rule in self._rules:
                if ground := rule.ground(waiting, said):
                    yield ground

    def _said(self, text: str) -> set[str]:
        """The phrases in a text. Only those are searched for whose first word is in it."""
        told = words(text[:READ])
        whole = f" {' '.join(told)} "
        begun = (phrase for word in self._phrases.keys() & set(told) for phrase in self._phrases[word])
        return {phrase for phrase in begun if f" {phrase} " in whole}


class Ready:
    """One rule, with whatever is compared folded already."""

    def __init__(self, rule: Rule) -> None:
        self._rule, self._when = rule, rule.when
        self.phrases = {" ".join(words(written)): written for written in rule.when.words}
        field = rule.when.field
        self._field = alike(field.name, field.value) if field else None

    def ground(self, waiting: Waiting, said: set[str]) -> Ground | None:
        if not (is_about(self._when, waiting) and self._fits(waiting.fields)):
            return None
        found = tuple(written for phrase, written in self.phrases.items() if phrase in said)
        if self._when.words and not found:
            return None
        rule = self._rule
        return Ground(Reason("rule", name=rule.name, words=found), rule.leaves or 1.0, rule.minutes)

    def _fits(self, fields: Mapping[str, str]) -> bool:
        return self._field is None or self._field in {alike(*one) for one in fields.items()}


def is_about(when: When, waiting: Waiting) -> bool:
    return (
        when.channel in ("", waiting.channel)
        and when.account_id in ("", waiting.account_id)
        and when.team_id in ("", waiting.team_id)
        and when.language in ("", waiting.language)
        and (not when.tag or when.tag in waiting.tags)
    )


def alike(name: str, value: str) -> tuple[str, str]:
    """A customer's field as it is compared."""
    return fold(name.strip()), fold(value.strip())
