"""One task for every name on a list, for as long as it stands there."""

import asyncio
from collections.abc import Callable, Coroutine, Iterable, Mapping
from typing import Any, Generic, TypeVar

K = TypeVar("K", bound=str)
V = TypeVar("V")


class Roster(Generic[K, V]):
    """work: what is done for a name, with the terms that it stands there with."""

    def __init__(self, work: Callable[[K, V], Coroutine[Any, Any, None]]) -> None:
        self._work = work
        self.tasks: dict[K, tuple[V, asyncio.Task[None]]] = {}

    async def follow(self, wanted: Mapping[K, V]) -> None:
        """Begin what is new, and begin anew what broke or whose terms have changed.

        Returns once everything has stopped that is wanted no more, or not on these terms.
        """
        await self._stop(
            [name for name, (terms, task) in self.tasks.items() if wanted.get(name) != terms or broken(task)]
        )
        for name, terms in wanted.items():
            if name not in self.tasks:
                self.tasks[name] = terms, asyncio.create_task(self._work(name, terms), name=name)

    async def _stop(self, names: Iterable[K]) -> None:
        tasks = [self.tasks.pop(name)[1] for name in names]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def broken(task: "asyncio.Task[None]") -> bool:
    """Whether it ended with an error; one that merely returned has nothing to do."""
    return task.done() and (task.cancelled() or task.exception() is not None)
