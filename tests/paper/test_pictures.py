"""A printed page as a picture: what PDFium draws, to the pixel, as a PNG that others read."""

from io import BytesIO

import pytest
from PIL import Image
from pypdfium2 import PdfDocument

from generator.merge import Ready
from generator.paper import UnreadableError, picture, sizes
from tests.places import SAMPLE_SLUGS

A4 = (210 / 25.4 * 72, 297 / 25.4 * 72)  # in points


@pytest.fixture(scope="module")
def letter(sample: Ready) -> bytes:
    return sample.printed(SAMPLE_SLUGS[0]).pdf


@pytest.mark.parametrize(("page", "scale"), [(1, 1.0), (2, 1.3), (3, 2.0), (1, 4.0)])
def test_picture_is_the_page_to_the_pixel_in_its_colours(page: int, scale: float, letter: bytes) -> None:
    drawn = PdfDocument(letter)[page - 1].render(scale=scale, rev_byteorder=True).to_pil()
    shown = Image.open(BytesIO(picture(letter, page, scale)), formats=["PNG"])
    assert (shown.mode, shown.size) == ("RGB", drawn.size)
    assert shown.tobytes() == drawn.tobytes()


def test_picture_is_a_whole_png(letter: bytes) -> None:
    png = picture(letter, 1, 2.0)
    Image.open(BytesIO(png)).verify()
    assert png.endswith(b"IEND\xaeB`\x82")


@pytest.mark.parametrize("page", [-1, 0, 4])
def test_page_that_is_not_there_has_no_picture(page: int, letter: bytes) -> None:
    with pytest.raises(LookupError, match=str(page)):
        picture(letter, page, 2.0)


def test_sizes_are_a4s_in_points(letter: bytes) -> None:
    assert sizes(letter) == tuple(pytest.approx(A4, abs=0.01) for _ in range(3))


@pytest.mark.parametrize("file", [b"", b"a letter", b"%PDF-1.7 cut short"], ids=["empty", "other", "damaged"])
def test_what_is_no_pdf_has_neither_pictures_nor_sizes(file: bytes) -> None:
    with pytest.raises(UnreadableError):
        picture(file, 1, 2.0)
    with pytest.raises(UnreadableError):
        sizes(file)
