"""The preview answers its own pages in this machine's browser, and nobody else; and what it shows is only text."""

import http.client
import subprocess
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.runs import own_copy
from tests.waiting import A_MINUTE, wait_for

from .conftest import PREVIEW, Preview, free_port

SLUG = "ashenvale-borough-council"
LETTER = f"/letters/{SLUG}"
HOSTILE = [
    "<script>document.title = 'taken'</script>",
    '"><img src=x onerror="document.title = 1">',
    "${7*7}",
    "javascript:alert(1)",
]


def asked(
    preview: Preview, path: str, method: str = "GET", host: str | None = None, to: str = "127.0.0.1", **headers: str
) -> tuple[int, dict[str, str], str]:
    with closing(http.client.HTTPConnection(to, preview.port, timeout=A_MINUTE)) as connection:
        connection.putrequest(method, path, skip_host=True)
        connection.putheader("Host", host or f"{to}:{preview.port}")
        for name, value in headers.items():
            connection.putheader(name.replace("_", "-"), value)
        connection.endheaders()
        with closing(connection.getresponse()) as answer:
            said = {name.lower(): value for name, value in answer.getheaders()}
            return answer.status, said, answer.read().decode(errors="replace")


@pytest.mark.parametrize("path", ["/", LETTER, "/static/preview.js", "/events", "/proofs", f"{LETTER}/web"])
@pytest.mark.parametrize("host", ["evil.example", "evil.example:{port}", "127.0.0.1", "localhost.evil.example:{port}"])
def test_other_names_for_this_machine_are_refused(path: str, host: str, shared_preview: Preview) -> None:
    assert asked(shared_preview, path, host=host.format(port=shared_preview.port))[0] == 421


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "https://127.0.0.1:{port}", "http://127.0.0.1:1"])
def test_pages_of_others_are_refused(origin: str, shared_preview: Preview) -> None:
    assert asked(shared_preview, LETTER, Origin=origin.format(port=shared_preview.port))[0] == 403
    assert asked(shared_preview, LETTER, Sec_Fetch_Site="cross-site", Sec_Fetch_Mode="no-cors")[0] == 403
    assert asked(shared_preview, LETTER, Origin=f"http://127.0.0.1:{shared_preview.port}")[0] == 200


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
def test_nothing_can_be_changed(method: str, shared_preview: Preview) -> None:
    status, headers, _ = asked(shared_preview, LETTER, method)
    assert (status, headers["allow"]) == (405, "GET, HEAD")


@pytest.mark.parametrize("path", ["/", LETTER, "/proofs", "/static/preview.css", "/nothing", f"{LETTER}/web"])
def test_every_answer_is_closed_in(path: str, shared_preview: Preview) -> None:
    _, headers, _ = asked(shared_preview, path)
    policy = headers["content-security-policy"]
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert (headers["x-content-type-options"], headers["cache-control"]) == ("nosniff", "no-store")
    assert "access-control-allow-origin" not in headers


@pytest.mark.parametrize(
    "path",
    [
        "/letters/..%2F..%2F..%2Fetc%2Fpasswd",
        "/letters/%2e%2e",
        "/letters/nobody-council",
        "/letters/nobody-council/web",
        "/static/..%2F..%2Fdesk.py",
        "/static/%2e%2e/%2e%2e/desk.py",
        f"/prints/0000/{SLUG}.pdf",
        "/prints/..%2F..%2Fx/1.png",
    ],
)
def test_addresses_are_no_paths(path: str, shared_preview: Preview) -> None:
    assert asked(shared_preview, path)[0] == 404


@pytest.mark.parametrize("scale", ["abc", "nan", "1e9", "-3", "<script>"])
def test_nonsense_in_an_address_is_no_error(scale: str, shared_preview: Preview) -> None:
    _, _, page = asked(shared_preview, f"{LETTER}?view={scale}&zoom={scale}&q={scale}&sector={scale}")
    assert "<script>" not in page
    key = page.partition('data-print="/prints/')[2].partition("/")[0]
    assert asked(shared_preview, f"/prints/{key}/1.png?scale={scale}")[0] in (200, 404)
    assert asked(shared_preview, f"/prints/{key}/9.png")[0] == 404


@pytest.mark.parametrize("key", ["role", "rolle"], ids=["right", "at fault"])
def test_text_of_records_is_only_text(key: str, preview: Preview, browser: Browser) -> None:
    record = preview.record(SLUG)
    name, *others = ("'" + hostile.replace("'", "''") + "'" for hostile in HOSTILE)
    paragraphs = f"personal_paragraphs: [{', '.join(others)}]\n"
    record.write_text(record.read_text().replace("Ms Inventa", name).replace("role: ", f"{key}: ") + paragraphs)
    wait_for(lambda: "${7*7}" in preview.ask(f"{LETTER}?view=data"))
    page = browser.new_page()
    for view in ("pages", "web", "data", "figures", "changes"):
        page.goto(f"{preview.address}{LETTER}?view={view}")
        assert page.title().endswith("Annual letters sample")
        assert page.locator("img[onerror]").count() == 0
        if view == "data":
            assert "${7*7}" in page.locator(".source").inner_text()
    if key == "role":
        page.goto(f"{preview.address}{LETTER}/web")
        assert HOSTILE[0] in page.locator("body").inner_text()
        assert page.locator("script, img").count() == 0
    page.close()


def test_what_cannot_be_seen_is_shown_as_its_code(preview: Preview) -> None:
    record, path = preview.record("camelot-city-council"), "/letters/camelot-city-council?view=data"
    record.write_text(record.read_text() + "# \u202eevil\u202c \u0007\n")
    wait_for(lambda: "evil" in preview.ask(path))
    page = preview.ask(path)
    assert "\\u202eevil\\u202c" in page
    assert "\u202e" not in page


def test_hostile_template_error_is_only_text(preview: Preview, browser: Browser) -> None:
    template = preview.file("templates/2020/letter.html")
    preview.change(template, "Dear {{", "<script>document.title='taken'</script>{{ nobody }} {{")
    page = browser.new_page()
    page.goto(preview.address + LETTER)
    expect(page.locator(".alert")).to_contain_text("there is no value named nobody")
    assert "taken" not in page.title()
    page.close()


def test_taken_port_is_said_and_another_offered(shared_preview: Preview) -> None:
    command = [*PREVIEW, "--port", str(shared_preview.port)]
    done = subprocess.run(
        command, cwd=shared_preview.folder, capture_output=True, text=True, timeout=A_MINUTE, check=False
    )
    assert done.returncode == 3
    assert done.stderr.startswith(f"letters: port {shared_preview.port} is taken by another program; try --port ")
    assert done.stderr.count("\n") == 1


def test_another_interface_needs_the_token(tmp_path: Path) -> None:
    elsewhere = Preview(own_copy(tmp_path), free_port(), host="127.0.0.2")
    elsewhere.start()
    assert elsewhere.process
    assert elsewhere.process.stdout
    token = elsewhere.process.stdout.readline().split()[-1].partition("token=")[2]
    assert len(token) > 15
    for path, expected in (("/", 403), ("/?token=wrong", 403), (f"/?token={token}", 307)):
        status, headers, _ = asked(elsewhere, path, to="127.0.0.2")
        assert status == expected
    cookie = headers["set-cookie"].partition(";")[0]
    assert asked(elsewhere, LETTER, to="127.0.0.2", Cookie=cookie)[0] == 200
    assert "Warning: on 127.0.0.2 others can reach the preview" in elsewhere.stop()[1]
