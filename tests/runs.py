"""Runs of the sample edition, as the program makes them."""

import shutil
import sqlite3
from collections.abc import Collection
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from generator.cli.cache import layout_cache
from generator.merge import Folder, Merge, Method, Workers, prepare, prove_certificate, prove_letter
from generator.outbox import unproven
from generator.paper import LayoutCache
from generator.records import Certificate

from .places import DATA, SMALL, TEMPLATES

NOW = datetime(2026, 1, 1, tzinfo=UTC)
HERE = Workers(lambda: ThreadPoolExecutor(1), 2)
"""A worker of this process, which is at work at once."""


def own_copy(folder: Path) -> Path:
    """Copy the samples' records, with templates of short letters, into a folder of a test's own."""
    shutil.copytree(DATA / "sample", folder / "data" / "sample")
    short_templates(folder / "templates")
    return folder


def short_templates(folder: Path) -> Path:
    """Make templates of letters that are printed in a quarter of the time of a whole one."""
    shutil.copytree(TEMPLATES / "shared", folder / "shared")
    shutil.copytree(SMALL, folder / "2020")
    shutil.copy(TEMPLATES / "2020" / "email.txt", folder / "2020")
    return folder


def own_layouts(folder: Path) -> LayoutCache:
    """The layouts that were made up to now, as a cache of a test's own."""
    shared = layout_cache()
    assert shared
    folder.mkdir(mode=0o700)
    for file in shared.folder.glob("*.sqlite"):
        with closing(sqlite3.connect(file)) as made, closing(sqlite3.connect(folder / file.name)) as own:
            made.backup(own)
    return LayoutCache(folder, shared.key)


def planned(folder: Path, output: Path, only: Collection[str] | None = None, *, web_pages: bool = False) -> Merge:
    """A run of the records in `folder`, before it begins."""
    method = Method(cache=layout_cache())
    ready = prepare(folder / "data", folder / "templates", "sample", try_the_press=False, read=False, method=method)
    return Merge(ready, Folder(output), only=only, web_pages=web_pages)


def carried_out(merge: Merge, workers: Workers) -> Certificate:
    for _ in merge.work(workers):
        pass
    return merge.certify(NOW)


def contents(folder: Path) -> dict[str, bytes]:
    """All files of a folder, by their names in it."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(files)}


def assert_goes_out(templates: Path, data: Path, output: Path, method: Method) -> None:
    """Check an edition, print it, prove it, and see that nothing keeps it from being approved."""
    ready = prepare(data, templates, "sample", method=method)
    assert not ready.left_out
    certificate = carried_out(Merge(ready, Folder(output)), HERE)
    assert all(outcome.sheet for outcome in certificate.run.letters), certificate.run.letters
    folder = Folder(output)
    findings = [*prove_certificate(folder, templates, data)]
    findings += [prove_letter(folder.pdf(outcome.council), templates, data) for outcome in certificate.run.letters]
    assert not [finding for finding in findings if finding.wrong]
    assert not unproven(folder, certificate, templates, data, HERE)
