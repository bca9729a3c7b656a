"""What a person does with the preview, in a real browser."""

from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from generator.merge import Ready
from generator.preview.pages import VIEWS

from .conftest import Preview

SLUG = "ashenvale-borough-council"
LETTER = f"/letters/{SLUG}"


def picture(page: Page, number: int = 1) -> bytes:
    """The pixels of a letter's page, as the browser has them."""
    image = page.locator(f"#page-{number}")
    image.evaluate("image => image.decode()")
    return image.screenshot()


def test_list_is_searched_and_filtered_and_a_letter_chosen(shared_preview: Preview, page: Page) -> None:
    page.goto(shared_preview.address)
    expect(page.locator("h1")).to_contain_text("Ashenvale Borough Council")
    expect(page.locator("summary")).to_contain_text("12 final")
    page.get_by_label("Search").fill("county")
    expect(page.locator("#found")).to_have_text("3 of 14 shown")
    page.get_by_label("State").select_option("draft")
    expect(page.locator("#entries li:visible")).to_have_count(1)
    page.get_by_role("link", name="Kestrelford County Council").click()
    expect(page.locator("h1")).to_contain_text("Kestrelford County Council")
    assert "q=county" in page.url
    expect(page.locator("#found")).to_have_text("1 of 14 shown")


def test_letters_are_leafed_through_with_keys_and_have_addresses(shared_preview: Preview, page: Page) -> None:
    page.goto(shared_preview.address + LETTER)
    for key, slug in [
        ("j", "brackwater-county-council"),
        ("ArrowRight", "camelot-city-council"),
        ("k", "brackwater-county-council"),
        ("ArrowLeft", SLUG),
    ]:
        page.keyboard.press(key)
        page.wait_for_url(f"**/letters/{slug}")
    page.get_by_label("Search").press("j")
    assert f"{LETTER}?" in page.url


def test_pages_are_pictures_of_the_very_bytes_that_render_writes(
    shared_preview: Preview, page: Page, sample_run: Path
) -> None:
    written = (sample_run / "output" / "letters" / f"{SLUG}.pdf").read_bytes()
    page.goto(shared_preview.address + LETTER)
    expect(page.locator("#sha256")).to_have_text(sha256(written).hexdigest())
    with page.expect_download() as download:
        page.get_by_role("link", name="Download the PDF").click()
    assert download.value.suggested_filename == f"{SLUG}.pdf"
    assert Path(download.value.path()).read_bytes() == written
    assert page.locator("#sheets img").count() == 2


def test_pictures_are_sharp_on_dense_screens_and_when_enlarged(shared_preview: Preview, browser: Browser) -> None:
    dense = browser.new_page(device_scale_factor=2)
    dense.goto(shared_preview.address + LETTER)
    width = "image => image.decode().then(() => [image.naturalWidth, image.clientWidth])"
    dots, points = dense.locator("#page-1").evaluate(width)
    assert dots >= 1.98 * points
    dense.get_by_label("Zoom").select_option("150")
    dots, larger = dense.locator("#page-1").evaluate(width)
    assert larger > 1.4 * points
    assert dots >= 1.98 * larger
    dense.get_by_label("Show").select_option("2")
    expect(dense.locator("#sheets img:visible")).to_have_count(1)
    dense.close()


def test_saved_figure_shows_in_picture_and_web_page_without_reload(preview: Preview, page: Page) -> None:
    page.goto(preview.address + LETTER)
    page.get_by_label("Zoom").select_option("75")
    page.mouse.wheel(0, 200)
    page.evaluate("window.stays = true")
    before, sha = picture(page, 2), page.locator("#sha256").inner_text()
    preview.change(preview.record(SLUG), "upheld: 16", "upheld: 17")
    expect(page.locator("#sha256")).not_to_have_text(sha)
    assert picture(page, 2) != before
    assert page.evaluate("window.stays")
    assert page.get_by_label("Zoom").input_value() == "75"
    assert page.evaluate("scrollY") > 0
    page.get_by_role("link", name="Web page").click()
    web = page.frame_locator("#web")
    expect(web.locator('[data-path="complaints_upheld.rate"]').first).to_have_text("71%")
    preview.change(preview.record(SLUG), "upheld: 17", "upheld: 18")
    expect(web.locator('[data-path="complaints_upheld.rate"]').first).to_have_text("75%")


def test_figure_says_which_file_and_line_it_comes_from(shared_preview: Preview, page: Page) -> None:
    page.goto(f"{shared_preview.address}{LETTER}?view=web")
    page.frame_locator("#web").locator('[data-path="complaints_upheld.count"]').hover()
    expect(page.locator("#origin")).to_have_text(f"data/sample/councils/{SLUG}.yaml:11:11")
    page.mouse.move(0, 0)
    page.frame_locator("#web").locator('[data-path="date"]').focus()
    expect(page.locator("#origin")).to_contain_text("data/sample/edition.yaml:")


def test_broken_template_is_shown_with_its_line_over_the_last_good_pages(preview: Preview, page: Page) -> None:
    page.goto(preview.address + LETTER)
    template = preview.file("templates/2020/letter.html")
    preview.change(template, "Dear {{ addressee.name }}", "Dear {{ adressee.name }}")
    alert = page.locator(".alert")
    expect(alert).to_contain_text("letter.html:14:1")
    expect(alert).to_contain_text("there is no value named adressee")
    expect(alert.locator(".wrong")).to_contain_text("Dear {{ adressee.name }}")
    expect(page.locator("#sheets img")).to_have_count(2)
    preview.change(template, "adressee", "addressee")
    expect(alert).to_have_count(0)


def test_faulty_record_is_marked_and_leads_to_its_lines(preview: Preview, page: Page) -> None:
    page.goto(preview.address + LETTER)
    preview.change(preview.record(SLUG), "upheld: 16", "upheld: 99")
    expect(page.locator("h1 .tag")).to_have_text("faulty")
    expect(page.locator("#entries [aria-current] .tag")).to_have_text("faulty")
    expect(page.locator("#sheets img")).to_have_count(2)
    page.get_by_role("link", name="line 11").click()
    expect(page.locator("#L11.wrong")).to_contain_text("99 of 24 investigations")
    preview.change(preview.record(SLUG), "upheld: 99", "upheld: 16")
    expect(page.locator(".wrong")).to_have_count(0)


def test_what_changed_is_marked_side_by_side(preview: Preview, page: Page) -> None:
    other = "camelot-city-council"  # which no other test changes: what was printed before is what it was
    page.goto(preview.address + LETTER.replace(SLUG, other))
    expect(page.locator("#sheets img")).to_have_count(2)
    preview.change(preview.record(other), "Sir Kay", "Mr Otherwise")
    expect(page.locator("h1 .tag")).to_have_text("final")
    page.get_by_role("link", name="Changes").click()
    expect(page.locator("#differing")).to_have_text("8 words differ; they are marked on both.")
    expect(page.locator("rect.changed")).to_have_count(8)
    page.get_by_role("link", name="The letter of the run").click()
    expect(page.locator("#view")).to_contain_text("No run has left a letter to this council.")


def test_proofs_are_a_contact_sheet(shared_preview: Preview, page: Page) -> None:
    page.goto(shared_preview.address + "/proofs")
    expect(page.locator("section")).to_have_count(8)
    expect(page.locator("section img")).to_have_count(16)
    expect(page.locator("main")).to_contain_text("complaints_upheld.awaited")
    page.get_by_role("link", name="Ivywell District Council").click()
    expect(page.locator("h1")).to_contain_text("Ivywell District Council")


def test_draft_shows_what_is_missing(shared_preview: Preview, page: Page) -> None:
    page.goto(f"{shared_preview.address}/letters/ivywell-district-council?view=figures")
    expect(page.locator("td .tag.draft")).to_have_count(3)
    page.get_by_role("link", name="Web page").click()
    missing = page.frame_locator("#web").locator(".awaited")
    expect(missing).to_have_count(3)
    expect(missing.first).to_have_css("background-color", "rgb(255, 244, 214)")


def test_figure_leads_to_the_line_that_it_comes_from(shared_preview: Preview, page: Page) -> None:
    page.goto(f"{shared_preview.address}{LETTER}?view=figures")
    expect(page.locator("td").first).to_contain_text("16 of 24 = 66.7%")
    page.locator(".from", has_text="upheld 16:").get_by_role("link").first.click()
    expect(page.locator("li:target")).to_have_text("  upheld: 16")


def test_stopped_preview_says_so_and_recovers(preview: Preview, page: Page) -> None:
    page.goto(preview.address + LETTER)
    assert preview.stop() == (130, "")
    expect(page.locator("#status")).to_contain_text("The preview has stopped")
    preview.change(preview.record(SLUG), "Ms Inventa", "Mr Otherwise")
    sha = page.locator("#sha256").inner_text()
    preview.start()
    expect(page.locator("#status")).to_have_text("")
    expect(page.locator("#sha256")).not_to_have_text(sha)


@pytest.mark.parametrize("scheme", ["light", pytest.param("dark", marks=pytest.mark.long)])
def test_no_view_has_a_barrier(scheme: str, preview: Preview, browser: Browser) -> None:
    page = browser.new_page(color_scheme=scheme)  # type: ignore[arg-type]
    preview.change(preview.record("camelot-city-council"), "satisfied: ", "satisfied: 9")
    for path in (
        *(f"{LETTER}?view={view}" for view in ("pages", "web", "data", "figures", "changes")),
        "/letters/camelot-city-council?view=data",
        "/letters/ivywell-district-council?view=figures",
        "/proofs",
        "/letters/nobody",
    ):
        page.goto(preview.address + path)
        found = Axe().run(page)
        assert found.violations_count == 0, f"{path}: {found.generate_report()}"
    page.close()


@pytest.mark.parametrize(
    ("width", "views"),
    [(320, ["figures"]), *(pytest.param(width, VIEWS, marks=pytest.mark.long) for width in (320, 1024))],
    ids=["one view at 320", "320", "1024"],
)
def test_nothing_sticks_out_of_a_narrow_window(
    width: int, views: Iterable[str], shared_preview: Preview, browser: Browser
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    for view in views:
        page.goto(f"{shared_preview.address}{LETTER}?view={view}")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), view
        assert Axe().run(page).violations_count == 0, view
    page.close()


def test_burst_of_saves_ends_in_the_right_picture(preview: Preview, page: Page, sample: Ready) -> None:
    page.goto(preview.address + LETTER)
    expected = page.locator("#sha256").inner_text()
    record = preview.record(SLUG)
    right = record.read_text()
    for number in range(99):
        record.write_text(right.replace("upheld: 16", f"upheld: {number % 20}"))
    record.write_text(right.replace("Ms Inventa", "Mr Last"))
    expect(page.locator("#sha256")).not_to_have_text(expected)
    page.goto(f"{preview.address}{LETTER}?view=web")
    expect(page.frame_locator("#web").locator('[data-path="addressee.name"]').first).to_have_text("Mr Last")
    page.goto(preview.address + LETTER)
    assert page.locator("#sha256").inner_text() != expected
