"""The real letters of 2020: how many words each paragraph has, and their hash. Their text is not ours to keep.

`python -m tests.real_letters` writes the hashes anew, where the transcripts are.
"""

import json
import re
from collections.abc import Sequence
from itertools import islice

from generator.files import digest

from .places import ROOT, SLUGS_OF_2020, TRANSCRIPTS

DATE, SIGNATURE = "22 July 2020", "Chair, Commission for Local Administration in England"
PANELS = "north-east-derbyshire-district-council, panels"
"""The one statistics page whose words are in its transcript."""

FILE = ROOT / "tests" / "real_letters.json"


def assert_real(words: Sequence[str], name: str) -> None:
    """Compare words with those of a real letter, from its date to its signatory, or of its panels."""
    rest = iter(words)
    for number, sha256 in json.loads(FILE.read_text())[name]:
        paragraph = list(islice(rest, number))
        assert _hash(paragraph) == sha256, f"the real letter has other words than {' '.join(paragraph)!r}"
    left = " ".join(rest)
    assert not left, f"the real letter ends before {left!r}"


def transcript(slug: str) -> bytes | None:
    """Return the transcript of a real letter; None where it is not at hand."""
    file = TRANSCRIPTS / f"2020-{slug}.txt"
    return file.read_bytes() if file.exists() else None


def _paragraphs(text: str) -> list[list[str]]:
    """Return the words of each paragraph, without the mark-up that extraction programs add."""
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text)
    text = re.sub(r"^#+ |\*\*|</?u>", "", text, flags=re.MULTILINE)
    paragraphs = [paragraph.split() for paragraph in text.split("\n\n")]
    return [paragraph for paragraph in paragraphs if paragraph]


def _hash(words: Sequence[str]) -> str:
    return digest(" ".join(words).encode())


def main() -> None:
    texts = {}
    for slug in SLUGS_OF_2020:
        text = (transcript(slug) or b"").decode()
        start, end = text.index(DATE), text.index(SIGNATURE) + len(SIGNATURE)
        texts[slug] = text[start:end]
        if PANELS.startswith(slug):
            texts[PANELS] = text[end:]
    hashes = {name: [(len(words), _hash(words)) for words in _paragraphs(text)] for name, text in texts.items()}
    FILE.write_text(json.dumps(hashes).replace("[[", "[\n[").replace("], ", "],\n") + "\n")


if __name__ == "__main__":
    main()
