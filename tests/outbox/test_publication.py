"""What is published is final, proven, without an address, and found by anyone."""

import csv
import json
from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

from generator.errors import Faulty
from generator.outbox import publish
from generator.records import load

from .edition import SAMPLE, change, letters, outbox_in, post_in, print_again, record_without
from .mails import NOW

TODAY = date(2026, 7, 29)


@pytest.fixture(scope="module")
def published(printed_dozen: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A publication of a dozen letters. Not to be changed."""
    into = tmp_path_factory.mktemp("published") / "2020"
    status, said, _ = letters(printed_dozen, "publish", *SAMPLE, "--output", str(into))
    assert status == 0
    assert f"letters in {into}, with index.html to find them by." in said
    return into


def test_pack_holds_every_final_letter_and_its_figures(printed_dozen: Path, published: Path) -> None:
    ready = post_in(printed_dozen).ready
    final = {slug for slug, letter in ready.letters.items() if letter.state == "final"}
    assert {file.stem for file in published.glob("letters/*.pdf")} == final
    assert {file.stem for file in published.glob("letters/*.html")} == final
    table = csv.DictReader((published / "figures.csv").read_text("utf-8-sig").splitlines())
    assert {row["slug"] for row in table} == final
    assert {row["slug"] for row in json.loads((published / "figures.json").read_text())} == final
    resources = json.loads((published / "datapackage.json").read_text())["resources"]
    assert [resource["path"] for resource in resources] == ["figures.csv", "figures.json"]
    for file in published.glob("letters/*.pdf"):
        assert file.read_bytes() == (printed_dozen / "output" / "sample" / "letters" / file.name).read_bytes()


def test_no_address_is_in_any_file(printed_dozen: Path, published: Path) -> None:
    assert any(council.email for council in load(printed_dozen / "data", "sample").councils.values())
    for file in published.rglob("*.*"):
        assert b".example" not in file.read_bytes()
        assert file.suffix == ".pdf" or b"@" not in file.read_bytes().replace(b"@media", b"").replace(b"@page", b"")


def test_nothing_is_published_before_its_day(printed_dozen: Path) -> None:
    post = post_in(printed_dozen)
    day = post.ready.records.edition.publication
    assert publish(post, {}, day).councils
    with pytest.raises(
        Faulty, match=r"edition.yaml:.*publication: the letters are published on 2020-07-29, and not before"
    ):
        publish(post, {}, day - timedelta(days=1))


def test_address_in_a_paragraph_stops_the_publication(dozen: Path) -> None:
    council = next(slug for slug, letter in post_in(dozen).ready.letters.items() if letter.state == "final")
    file = dozen / "data" / "sample" / "councils" / f"{council}.yaml"
    file.write_text(f"personal_paragraphs: [Write to a.person@council.example]\n{file.read_text()}")
    print_again(dozen)
    with pytest.raises(Faulty, match=f"letters/{council}.html:.*a.person@council.example"):
        publish(post_in(dozen), {}, TODAY)


def test_drafts_and_failures_are_left_out_by_name_and_a_folder_is_not_written_over(dozen: Path) -> None:
    council = next(slug for slug, letter in post_in(dozen).ready.letters.items() if letter.state == "final")
    record_without(dozen, council, "satisfactory_remedies")
    print_again(dozen)
    status, said, _ = letters(dozen, "publish", *SAMPLE, "--output", "pack")
    assert status == 0
    assert f"{council}: left out: a draft: figures are awaited" in said
    assert not (dozen / "pack" / "letters" / f"{council}.pdf").exists()
    status, _, complained = letters(dozen, "publish", *SAMPLE, "--output", "pack")
    assert status == 2
    assert "pack is there already" in complained


def test_run_that_is_not_proven_is_not_published(dozen: Path) -> None:
    council = next(iter(post_in(dozen).ready.letters))
    change(dozen, council, "type:", "type: ")
    status, _, complained = letters(dozen, "publish", *SAMPLE, "--output", "pack")
    assert status == 1
    assert "not proven" in complained
    assert not list(dozen.glob("pack*"))


def test_letter_is_left_out_while_its_council_has_another(approved: Path) -> None:
    post = post_in(approved)
    council = next(iter(publish(post, {}, TODAY).councils))
    with outbox_in(approved).ledger_or_new() as ledger:
        ledger.enter(post.messages[council], NOW)
        ledger.move(council, "sending", "", NOW)
        ledger.move(council, "sent", "250 taken", NOW)
    entries = outbox_in(approved).looked_up()
    assert council in publish(post, entries, TODAY).councils
    change(approved, council, "type:", "# looked at\ntype:")
    name = post.ready.records.councils[council].addressee.name
    change(approved, council, f"name: {name}", f"name: {name} CBE")
    print_again(approved)
    left_out = publish(post_in(approved), entries, TODAY).left_out
    assert left_out[council] == "the council was sent another letter"


@pytest.fixture(scope="module")
def places(published: Path) -> Iterator[dict[str, str]]:
    """The publication's addresses: of a plain web server, and of the disk."""
    serve = partial(SimpleHTTPRequestHandler, directory=str(published))
    with ThreadingHTTPServer(("127.0.0.1", 0), serve) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield {"server": f"http://127.0.0.1:{server.server_port}/", "disk": f"{published.as_uri()}/index.html"}
        server.shutdown()


@pytest.mark.parametrize("place", ["disk", "server"])
def test_page_finds_a_council_from_a_server_and_from_the_disk(
    place: str, places: dict[str, str], printed_dozen: Path, browser: Browser
) -> None:
    ready = post_in(printed_dozen).ready
    wanted = next(letter.council for letter in ready.letters.values() if letter.state == "final")
    page = browser.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto(places[place])
    page.get_by_label("Find an authority").fill(f"  {wanted.upper()} ")
    expect(page.locator("tbody tr:visible")).to_have_count(1)
    expect(page.get_by_role("status")).to_contain_text("1 of ")
    page.get_by_role("link", name=f"{wanted}, web page").click()
    expect(page.get_by_role("heading", name="Annual Review letter 2020")).to_be_visible()
    page.go_back()
    page.get_by_label("Find an authority").fill("nobody here")
    expect(page.get_by_role("status")).to_contain_text("0 of ")
    page.close()
    assert wrong == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_page_has_no_barrier(scheme: str, places: dict[str, str], browser: Browser) -> None:
    page = browser.new_page(color_scheme=scheme, viewport={"width": 390, "height": 800})  # type: ignore[arg-type]
    page.goto(places["disk"])
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.close()
