"""The command `letters`: words in, one call, messages and an exit status out."""

from .app import main

__all__ = ["main"]
