"""The README's picture: the pages of a letter side by side. `python -m tests.picture` draws it anew."""

from PIL import Image
from pypdfium2 import PdfDocument

from generator.merge import prepare

from .places import DATA, ROOT, TEMPLATES

FILE = ROOT / "tests" / "pages.png"
_SCALE = 0.85  # pixels a point
_EDGE = 12


def pages_of(pdf: bytes) -> Image.Image:
    """A letter's pages on a grey table."""
    pages = [page.render(scale=_SCALE).to_pil() for page in PdfDocument(pdf)]
    step, height = pages[0].width + _EDGE, pages[0].height
    picture = Image.new("RGB", (step * len(pages) + _EDGE, height + 2 * _EDGE), "#8c959e")
    for index, page in enumerate(pages):
        picture.paste(page, (_EDGE + index * step, _EDGE))
    return picture


def drawn() -> Image.Image:
    """The picture as the program prints the letter now."""
    return pages_of(prepare(DATA, TEMPLATES, "2020").printed("north-east-derbyshire-district-council").pdf)


if __name__ == "__main__":
    drawn().quantize(256).save(FILE, optimize=True)
