"""A file of any kind becomes pages of text, or one line says why not."""

import codecs
import os
import shutil
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfWriter

from generator.paper import UnreadableError, extract_pages, pages, text
from generator.paper.pages import read_file
from tests.places import COPIES

WELSH = "Dear Mr Siôn, “thirty” \N{EN DASH} it\N{RIGHT SINGLE QUOTATION MARK}s £3…\fNext page"
ENGLISH = "Dear Sir, here are the figures"


def written(writer: PdfWriter) -> bytes:
    file = BytesIO()
    writer.write(file)
    return file.getvalue()


@pytest.mark.parametrize("name", ["camelot-enc-owner.pdf", "camelot-mutool-convert.pdf", "cp1252.txt", "utf16.txt"])
def test_copy_of_any_kind_has_the_letters_pages(name: str) -> None:
    first, _, last = extract_pages(read_file(COPIES / name))[-1]
    assert "Sir Kay" in first
    assert "Satisfactory remedies" in last


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_text_in_a_certain_encoding_is_decoded(encoding: str) -> None:
    assert extract_pages(WELSH.encode(encoding)) == [WELSH.split("\f")]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_is_known_without_its_mark(encoding: str) -> None:
    assert extract_pages(f"{ENGLISH}{WELSH}".encode(encoding)) == [f"{ENGLISH}{WELSH}".split("\f")]


@pytest.mark.parametrize(
    "file",
    [
        "Siôn\N{RIGHT SINGLE QUOTATION MARK}s letter".encode("mac-roman"),
        "Côte d'Albion".encode("cp850"),
        "Dear Mr Siôn".encode("cp437"),
        "Письмо".encode("cp1251"),
        codecs.BOM_UTF16_LE + b"\0",
        b"PK\3\4\0\0",
        bytes(range(256)),
    ],
    ids=["Mac", "DOS", "US DOS", "Cyrillic", "half", "zip", "bytes"],
)
def test_other_bytes_are_refused_and_not_guessed(file: bytes) -> None:
    with pytest.raises(UnreadableError, match="neither a PDF nor text in UTF-8"):
        extract_pages(file)


def test_pdf_that_asks_for_a_password_says_so() -> None:
    writer = PdfWriter(COPIES / "scan-no-text.pdf")
    writer.encrypt("secret", algorithm="AES-256")
    with pytest.raises(UnreadableError, match="asks for a password"):
        extract_pages(written(writer))


def test_scan_without_text_is_sent_to_ocr() -> None:
    with pytest.raises(UnreadableError, match="no text in it") as raised:
        extract_pages(read_file(COPIES / "scan-no-text.pdf"))
    assert raised.value.cure == "run OCR first, for example ocrmypdf"


def test_only_chosen_pages_are_read() -> None:
    whole = read_file(COPIES / "camelot-enc-owner.pdf")
    assert extract_pages(whole, slice(1, 3)) == [text[1:] for text in extract_pages(whole)]
    assert extract_pages(b"one\ftwo\fthree", slice(1, 2)) == [["two"]]


@pytest.mark.parametrize("file", [read_file(COPIES / "scan-no-text.pdf"), b"one\ftwo\fthree\f"], ids=["PDF", "text"])
def test_page_that_is_not_there_is_said(file: bytes) -> None:
    with pytest.raises(UnreadableError, match="there is no page 4") as raised:
        extract_pages(file, slice(2, 4))
    assert raised.value.cure == "name pages from 1 to 3"


def test_pack_has_a_limit_of_pages() -> None:
    writer = PdfWriter()
    for _ in range(1001):
        writer.add_blank_page(100, 100)
    with pytest.raises(UnreadableError, match="1,001 pages are too many"):
        extract_pages(written(writer))


def test_pack_whose_page_takes_minutes_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "SECONDS", 0)
    writer = PdfWriter()
    for _ in range(51):
        writer.add_blank_page(100, 100)
    with pytest.raises(UnreadableError, match="reading it takes more than"):
        extract_pages(written(writer))


def test_form_whose_text_takes_minutes_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text, "SECONDS", 0.2)
    with pytest.raises(UnreadableError, match="reading it takes more than"):
        extract_pages(read_file(COPIES / "form-slow.pdf"))


def test_what_is_no_plain_file_is_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", Path("/dev/zero")):
        with pytest.raises(UnreadableError, match="a pipe or a device"):
            read_file(path)
    with pytest.raises(IsADirectoryError):
        read_file(tmp_path)


def test_no_more_than_the_limit_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "SIZE", 1000)
    shutil.copy(COPIES / "utf16.txt", tmp_path)
    with pytest.raises(UnreadableError, match="more than 1,000 bytes are no letter"):
        read_file(tmp_path / "utf16.txt")
