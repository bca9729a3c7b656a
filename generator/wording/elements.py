"""The elements of HTML, as far as it matters what they do to the text around them (https://html.spec.whatwg.org)."""

INLINE = frozenset(
    "a abbr b bdi bdo cite code data del dfn em i ins kbd mark q s samp small span strong sub sup time u var".split()
)
"""Elements within a line: the words beside them are their neighbours. All others begin and end lines."""

VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
"""Elements that hold nothing, and have no end tag."""

UNREAD = frozenset("head script style svg".split())
"""Elements whose text is none of the page's."""
