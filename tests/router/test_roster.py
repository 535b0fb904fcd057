"""One task per name, with the terms that stand beside it."""

import asyncio
from collections import Counter

import pytest
from office.routing import Until

from router.roster import Roster


class Shop:
    """Notes who works there, on what terms; whoever is troubled breaks, whoever is idle returns."""

    def __init__(self) -> None:
        self.open: set[tuple[str, int]] = set()
        self.begun: Counter[tuple[str, int]] = Counter()
        self.troubled: set[str] = set()
        self.idle: set[str] = set()
        self.closing = 0.0

    async def work(self, name: str, terms: int) -> None:
        self.begun[name, terms] += 1
        if name in self.troubled:
            raise RuntimeError("broken")
        if name in self.idle:
            return
        self.open.add((name, terms))
        try:
            await asyncio.Event().wait()
        finally:
            await asyncio.sleep(self.closing)
            self.open.discard((name, terms))


@pytest.mark.asyncio
async def test_each_name_has_one_task_while_it_is_listed(until: Until) -> None:
    shop = Shop()
    roster = Roster(shop.work)
    await roster.follow({"a": 1, "b": 1})
    await until(lambda: shop.open == {("a", 1), ("b", 1)})
    await roster.follow({"b": 1, "c": 1})
    await until(lambda: shop.open == {("b", 1), ("c", 1)})
    assert shop.begun["b", 1] == 1, "whoever stays is left alone"
    await roster.follow({})
    assert shop.open == set()
    assert roster.tasks == {}


@pytest.mark.asyncio
async def test_new_terms_begin_anew_only_after_the_old_have_ended(until: Until) -> None:
    shop = Shop()
    roster = Roster(shop.work)
    await roster.follow({"a": 1})
    await until(lambda: shop.open)
    shop.closing = 0.05
    await roster.follow({"a": 2})
    assert ("a", 1) not in shop.open
    await until(lambda: shop.open == {("a", 2)})
    await roster.follow({})


@pytest.mark.asyncio
async def test_whoever_broke_is_begun_again_and_whoever_has_nothing_to_do_is_not(until: Until) -> None:
    shop = Shop()
    shop.troubled, shop.idle = {"a"}, {"b"}
    roster = Roster(shop.work)
    for _ in range(3):
        await roster.follow({"a": 1, "b": 1})
        await until(lambda: all(task.done() for _, task in roster.tasks.values()))
    assert shop.begun == {("a", 1): 3, ("b", 1): 1}
    await roster.follow({})
