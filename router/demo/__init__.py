"""`hilo serve --demo`: an empty inbox filled with a believable day, which then goes on."""

from router.demo.show import Demo

__all__ = ["Demo"]
