"""Text that a spreadsheet would take for a formula, made harmless; and back."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def harmless(value: object) -> object:
    """An apostrophe before it makes such a text a text, as OWASP advises ("CSV injection")."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def unharmed(text: str) -> str:
    """The text that was made harmless."""
    return text[1:] if text.startswith("'") and text[1:].startswith(_FORMULA) else text
