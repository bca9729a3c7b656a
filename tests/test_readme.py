"""What the README says is so."""

import re

import pytest
from PIL import Image, ImageChops, ImageStat

from .picture import FILE, drawn
from .places import ROOT
from .program import finished

README = (ROOT / "README.md").read_text()


def shown(command: str) -> str:
    """A command and what it prints, as they stand in the README."""
    said = finished(ROOT, *command.split()[1:], COLUMNS="80").stdout
    lines = (f"    {line}".rstrip() for line in said.strip().splitlines())
    return "\n".join([f"    $ {command}", *lines]) + "\n"


SHOWN = re.compile(r"^    \$ (letters .*)\n(?:(?:    .*)?\n(?!    \$|\S))*", re.MULTILINE)


@pytest.mark.parametrize("command", SHOWN.findall(README))
def test_shown_output_is_what_the_command_prints(command: str) -> None:
    assert shown(command) in README, "write it anew: .venv/bin/python -m tests.test_readme"


@pytest.mark.parametrize("path", sorted(set(re.findall(r"`((?:data|generator|templates)/[^`]*)`", README))))
def test_named_path_is_there(path: str) -> None:
    assert (ROOT / path).exists()


@pytest.mark.parametrize("target", sorted(set(re.findall(r"make ([a-z][a-z-]*)", README))))
def test_named_target_is_in_the_makefile(target: str) -> None:
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text(), re.MULTILINE)


def test_picture_shows_the_letter_as_it_is_printed() -> None:
    difference = ImageChops.difference(Image.open(FILE).convert("L"), drawn().convert("L"))
    assert max(ImageStat.Stat(difference).mean) < 1, "draw it anew: .venv/bin/python -m tests.picture"


if __name__ == "__main__":
    (ROOT / "README.md").write_text(SHOWN.sub(lambda found: shown(found[1]), README))
