"""Both tiers together: a first impression at once, a second opinion where the model is there."""

import threading
from pathlib import Path

import structlog

from router.mood import Scorer
from router.mood.deep import Deep, ModelError
from router.mood.instant import Instant

log = structlog.get_logger()


class Scorers:
    """deep: None until `load` was called, and for ever where the model is missing or broken; `trouble` then says so.

    path: of the deep tier's model, by default the one that comes with Hilo.
    """

    def __init__(self, path: Path | None = None) -> None:
        self.instant: Scorer = Instant()
        self.deep: Scorer | None = None
        self.trouble = ""
        self._path = path
        self._loading = threading.Lock()

    def load(self) -> Scorer | None:
        """Takes up to a second the first time. Never raises: without the model, first impressions must do."""
        with self._loading:
            if self.deep is None and not self.trouble:
                try:
                    self.deep = Deep.load(self._path) if self._path else Deep.load()
                except ModelError as broken:
                    self.trouble = str(broken)
                    log.warning("the deep tier is off", why=self.trouble)
        return self.deep
