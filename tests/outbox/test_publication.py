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

from .edition import SAMPLE, approved_by, change, councils, letters, outbox_in, post_in, print_again, record_without
from .mails import NOW

TODAY = date(2026, 7, 29)


@pytest.fixture(scope="module")
def published(approved_dozen: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A publication of a dozen letters. Not to be changed."""
    into = tmp_path_factory.mktemp("published") / "2020"
    status, said, _ = letters(approved_dozen, "publish", *SAMPLE, "--output", str(into))
    assert status == 0
    assert f"letters in {into}, with index.html to find them by." in said
    return into


def test_pack_holds_every_final_letter_and_its_figures(approved_dozen: Path, published: Path) -> None:
    ready = post_in(approved_dozen).ready
    final = {slug for slug, letter in ready.letters.items() if letter.state == "final"}
    assert {file.stem for file in published.glob("letters/*.pdf")} == final
    assert {file.stem for file in published.glob("letters/*.html")} == final
    table = csv.DictReader((published / "figures.csv").read_text("utf-8-sig").splitlines())
    assert {row["slug"] for row in table} == final
    assert {row["slug"] for row in json.loads((published / "figures.json").read_text())} == final
    resources = json.loads((published / "datapackage.json").read_text())["resources"]
    assert [resource["path"] for resource in resources] == ["figures.csv", "figures.json"]
    for file in published.glob("letters/*.pdf"):
        assert file.read_bytes() == (approved_dozen / "output" / "sample" / "letters" / file.name).read_bytes()


def test_no_address_is_in_any_file(approved_dozen: Path, published: Path) -> None:
    assert any(council.email for council in load(approved_dozen / "data", "sample").councils.values())
    for file in published.rglob("*.*"):
        assert b".example" not in file.read_bytes()
        assert file.suffix == ".pdf" or b"@" not in file.read_bytes().replace(b"@media", b"").replace(b"@page", b"")


def test_nothing_is_published_before_its_day(approved_dozen: Path) -> None:
    post = post_in(approved_dozen)
    day = post.ready.records.edition.publication
    assert publish(post, outbox_in(approved_dozen), day).councils
    with pytest.raises(
        Faulty, match=r"edition.yaml:.*publication: the letters are published on 2020-07-29, and not before"
    ):
        publish(post, outbox_in(approved_dozen), day - timedelta(days=1))


@pytest.mark.parametrize(
    "address",
    ["a.person@council.example", "anna@köln.example", "josé@example.org", "'\"Anna B\"@example.org'", "a&@b"],
)
def test_address_in_a_paragraph_stops_the_publication(address: str, five: Path) -> None:
    council = next(slug for slug, letter in post_in(five).ready.letters.items() if letter.state == "final")
    file = five / "data" / "sample" / "councils" / f"{council}.yaml"
    file.write_text(f"personal_paragraphs: [Write to us., {address}]\n{file.read_text()}")
    print_again(five)
    approved_by(five, "Ann Other", "Bo Else")
    with pytest.raises(Faulty, match=f"letters/{council}.html:.*an e-mail address would be published: .*@"):
        publish(post_in(five), outbox_in(five), TODAY)


def test_what_is_not_approved_is_left_out_by_name(five: Path) -> None:
    approved_by(five, "Ann Other")
    with pytest.raises(Faulty, match="no letter can be published"):
        publish(post_in(five), outbox_in(five), TODAY)
    approved_by(five, "Bo Else")
    refused, unknown, changed, *others = councils(five)
    with outbox_in(five).ledger_or_new() as ledger:
        for council in (refused, unknown):
            ledger.enter(post_in(five).messages[council], NOW)
            ledger.move(council, "sending", "", NOW)
        ledger.move(refused, "refused", "so said the server", NOW)
        ledger.move(unknown, "unknown", "so said the server", NOW)
    change(five, changed, "role: ", "role: Acting ")
    print_again(five)
    publication = publish(post_in(five), outbox_in(five), TODAY)
    assert publication.councils == tuple(others)
    assert publication.left_out == {
        refused: "refused: so said the server",
        unknown: "unknown: so said the server",
        changed: "approved by nobody; 2 more are needed",
    }


def test_letter_of_a_later_day_is_left_out_by_name(five: Path) -> None:
    council = councils(five)[0]
    file = five / "data" / "sample" / "councils" / f"{council}.yaml"
    section = "reissue: {date: 2999-08-05, replaces: 2020-07-22, reason: It corrects a figure.}\n"
    file.write_text(section + file.read_text())
    print_again(five)
    approved_by(five, "Ann Other", "Bo Else")
    left_out = publish(post_in(five), outbox_in(five), TODAY).left_out
    assert left_out == {council: "its letter is of 2999-08-05, and not published before"}


def test_drafts_and_failures_are_left_out_by_name_and_a_folder_is_not_written_over(approved: Path) -> None:
    council = next(slug for slug, letter in post_in(approved).ready.letters.items() if letter.state == "final")
    record_without(approved, council, "satisfactory_remedies")
    print_again(approved)
    status, said, _ = letters(approved, "publish", *SAMPLE, "--output", "pack")
    assert status == 0
    assert f"{council}: left out: a draft: figures are awaited" in said
    assert not (approved / "pack" / "letters" / f"{council}.pdf").exists()
    status, _, complained = letters(approved, "publish", *SAMPLE, "--output", "pack")
    assert status == 2
    assert "pack is there already" in complained


def test_run_that_is_not_proven_is_not_published(approved: Path) -> None:
    council = next(iter(post_in(approved).ready.letters))
    change(approved, council, "type:", "type: ")
    status, _, complained = letters(approved, "publish", *SAMPLE, "--output", "pack")
    assert status == 1
    assert "not proven" in complained
    assert not list(approved.glob("pack*"))


def test_letter_is_left_out_while_its_council_has_another(approved: Path) -> None:
    post = post_in(approved)
    council = next(iter(publish(post, outbox_in(approved), TODAY).councils))
    with outbox_in(approved).ledger_or_new() as ledger:
        ledger.enter(post.messages[council], NOW)
        ledger.move(council, "sending", "", NOW)
        ledger.move(council, "sent", "250 taken", NOW)
    assert council in publish(post, outbox_in(approved), TODAY).councils
    change(approved, council, "type:", "# looked at\ntype:")
    name = post.ready.records.councils[council].addressee.name
    change(approved, council, f"name: {name}", f"name: {name} CBE")
    print_again(approved)
    approved_by(approved, "Ann Other", "Bo Else")
    left_out = publish(post_in(approved), outbox_in(approved), TODAY).left_out
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
    place: str, places: dict[str, str], approved_dozen: Path, browser: Browser
) -> None:
    ready = post_in(approved_dozen).ready
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


@pytest.mark.parametrize("scheme", ["light", pytest.param("dark", marks=pytest.mark.long)])
def test_page_has_no_barrier(scheme: str, places: dict[str, str], browser: Browser) -> None:
    page = browser.new_page(color_scheme=scheme, viewport={"width": 390, "height": 800})  # type: ignore[arg-type]
    page.goto(places["disk"])
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.close()
