"""A command imports what it needs and no more, since imports are most of the time that short commands take."""

import inspect
import subprocess
import sys
from importlib import import_module
from keyword import iskeyword
from pathlib import Path

import pytest

from generator.cli.app import COMMANDS
from tests.places import DATA
from tests.program import letters
from tests.runs import short_templates

SCRIPT = """
import sys
from generator.cli import main
try:
    main()
finally:
    print("\\nimported:", *sys.modules)
"""


def imported_by(*arguments: str) -> set[str]:
    """The modules that a command has imported when it ends."""
    done = subprocess.run([sys.executable, "-c", SCRIPT, *arguments], capture_output=True, text=True, check=True)
    return set(done.stdout.rpartition("imported:")[2].split())


def test_help_imports_no_command() -> None:
    assert {name for name in imported_by("--help") if name.startswith("generator.")} == {
        "generator.cli",
        "generator.cli.app",
        "generator.cli.say",
        "generator.errors",
    }


def test_check_imports_weasyprint_only_for_what_was_not_printed_before(tmp_path: Path) -> None:
    templates = short_templates(tmp_path / "templates")
    check = ["check", "--data", str(DATA), "--templates", str(templates), "--edition", "sample"]
    assert letters(tmp_path, *check).returncode == 0
    assert "weasyprint" not in imported_by(*check)
    with (templates / "2020" / "letter.css").open("a") as stylesheet:
        stylesheet.write("p { colr: red }")
    assert "unknown property" in letters(tmp_path, *check).stderr


@pytest.mark.parametrize("name", COMMANDS)
def test_summary_of_a_command_is_how_its_own_help_begins(name: str) -> None:
    module = f"{name}_" if iskeyword(name) else name
    command = getattr(import_module(f"generator.cli.{module}"), module)
    assert " ".join((inspect.getdoc(command) or "").split("\n\n")[0].split()) == COMMANDS[name]
