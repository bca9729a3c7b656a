"""The preview: every letter in the browser, as it will be printed, while somebody writes it.

In: the folders of data and templates, as they are and as they change. Out: pages for one person's browser, and nothing
that changes a file. What a letter says, or whether it is right, is not decided here.
"""

from .server import PortTakenError, serve

__all__ = ["PortTakenError", "serve"]
