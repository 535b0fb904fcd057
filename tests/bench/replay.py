"""The queue without its database: the same judge, the same rules of waiting, a heap by `due`. Far faster."""

import heapq
from datetime import datetime

from bench.order import fresh
from bench.policies import Policy
from bench.shift import Call

from inbox import waiting
from inbox.around import Around
from inbox.standings import Standing
from inbox.waiting import Said
from inbox.words import AccountId, MessageId
from router.patience import judge_of


class Replay:
    def __init__(self, policy: Policy) -> None:
        self._policy, self._judge = policy, judge_of(policy.table)
        self._waiting: dict[int, tuple[Standing, Said]] = {}
        self._first: list[tuple[datetime, int]] = []
        self._unread: list[int] = []

    def arrive(self, number: int, call: Call, now: datetime) -> None:
        stands = fresh(now)
        said = self._said(number, call.said.text, now, deep=False)
        waiting.add(stands, said, Around(), None, self._judge, now)
        self._waiting[number] = stands, said
        self._unread.append(number)
        self._queue(number, stands)

    def _said(self, number: int, text: str, at: datetime, *, deep: bool) -> Said:
        moods = self._policy.deep if deep else self._policy.first
        return Said(MessageId(f"{number}"), at, "chat", AccountId(""), moods[text], text)

    def _queue(self, number: int, stands: Standing) -> None:
        assert stands.due is not None
        heapq.heappush(self._first, (stands.due, number))

    def deepen(self, now: datetime) -> None:
        unread, self._unread = self._unread, []
        for number in unread if self._policy.deep else ():
            if number in self._waiting:
                stands, said = self._waiting[number]
                read = self._said(number, said.text, said.at, deep=True)
                waiting.again(stands, [read], Around(), self._judge, now)
                self._queue(number, stands)

    def take(self, now: datetime) -> int | None:
        while self._first:
            due, number = heapq.heappop(self._first)
            if number in self._waiting and self._waiting[number][0].due == due:
                del self._waiting[number]
                return number
        return None

    def finish(self, number: int, now: datetime) -> None:
        """Nothing is left of them here."""
