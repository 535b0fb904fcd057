"""The scripts and styles that the web build has made, by their plain names."""

from functools import cached_property
from pathlib import Path

import msgspec

from web.answers import Denied


class Built:
    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @cached_property
    def names(self) -> dict[str, str]:
        """From plain name to path within the folder. Raises Denied where nothing has been built."""
        try:
            manifest = (self.folder / "manifest.json").read_bytes()
        except FileNotFoundError:
            raise Denied(503, "not_built", "The screens have not been built. Run `make run`.") from None
        return msgspec.json.decode(manifest, type=dict[str, str])
