"""Wording: a Letter as HTML, through the templates of its edition.

In: a Letter and the folder of templates. Out: one HTML page, for paper or for the web. No sentence of a letter stands
in Python; how the page looks is not known here: that is the stylesheet's.
"""

from .wording import Wording

__all__ = ["Wording"]
