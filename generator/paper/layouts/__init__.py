"""Cached layouts: what letters share is laid out once, by WeasyPrint, and filled with the words of each.

In: a rendered page and the record to embed. Out: the PDF that WeasyPrint would make of them, object by object. A letter
is put together from its parts (its sections with `data-part`), each from a layout of its own: the part as WeasyPrint
printed it once, with gaps where letters differ. A letter for which this is not certain is printed by WeasyPrint. What
the letter says is not known here, nor how templates are written.
"""
