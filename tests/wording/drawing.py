"""A pattern drawn in one line, so that a test's expectation is as short as the template."""

from generator.wording.formats import FORMATS, TEXT, Format
from generator.wording.grammar import Body, Branch, Choice, Gap, Node, Picture, Run, Space, Words

_NAMES = {TEXT: ""} | {written: f"|{name}" for name, written in FORMATS.items()}


def drawn(body: Body) -> str:
    """Draw a body: words as they are, and `_` a space.

    `{path|format}` is a gap, `<path path>` a run, `[facts: words / facts: words]` a choice, `(words)` a picture.
    """
    return "".join(map(_drawn, body))


def _drawn(node: Node) -> str:
    match node:
        case Words(text=text):
            return text
        case Space():
            return "_"
        case Gap(path=path, format=written):
            return f"{{{_value(path, written)}}}"
        case Run(values=values):
            return f"<{' '.join(_value(path, written) for path, written in values)}>"
        case Choice(branches=branches):
            return f"[{' / '.join(map(_branch, branches))}]"
        case Picture(body=body):
            return f"({drawn(body)})"


def _value(path: str, written: Format) -> str:
    return path + _NAMES[written]


def _branch(branch: Branch) -> str:
    facts = ", ".join(f"{path}={fact}" for path, fact in branch.facts.items())
    return f"{facts}: {drawn(branch.body)}"
