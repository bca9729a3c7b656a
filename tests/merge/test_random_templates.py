"""Random templates: what check passes prints, reads back and is proven; and it passes most that are well-formed."""

import re
from collections import Counter
from functools import partial
from pathlib import Path

import pytest

from generator.errors import Faulty
from generator.merge import Method, prepare, verify, wordings_of
from generator.paper import LayoutCache
from generator.records import load
from tests.runs import assert_goes_out

from .random_templates import written

AMBIGUOUS = re.compile("would be read back as|cannot be told apart|could not be read back|does not read back")


def outcome(folder: Path, data: Path, seed: int, slips: int = 0) -> str:
    """Return `passed`, every letter printed and proven, or why check refuses the templates of a seed."""
    templates = written(folder / f"{seed}", seed, slips=slips)
    try:
        ready = prepare(data, templates, "sample")
    except Faulty as faulty:
        return str(faulty)
    if ready.left_out:
        return "\n".join(str(fault) for faults in ready.left_out.values() for fault in faults)
    wordings, records = wordings_of(templates), partial(load, data)
    wrong = {slug: verify(ready.printed(slug).pdf, slug, wordings, records) for slug in ready.letters}
    assert not any(wrong.values()), (seed, wrong)
    return "passed"


@pytest.mark.parametrize(
    "seeds", [range(16), pytest.param(range(16, 400), marks=pytest.mark.long)], ids=["few", "many"]
)
def test_most_well_formed_templates_pass_and_all_their_letters_are_proven(
    seeds: range, few_councils: Path, tmp_path: Path
) -> None:
    outcomes = Counter(outcome(tmp_path, few_councils, seed) for seed in seeds)
    assert outcomes.pop("passed") >= 0.8 * len(seeds)
    assert all(map(AMBIGUOUS.search, outcomes)), outcomes


@pytest.mark.long
def test_runs_of_well_formed_templates_are_proven_and_approved(few_councils: Path, tmp_path: Path) -> None:
    for seed in range(1000, 1030):
        folder = tmp_path / f"{seed}"
        assert_goes_out(
            written(folder / "templates", seed),
            few_councils,
            folder / "output",
            Method(cache=LayoutCache(folder / "layouts", folder / "key")),
        )


@pytest.mark.parametrize(
    "seeds", [range(24), pytest.param(range(24, 1000), marks=pytest.mark.long)], ids=["few", "many"]
)
def test_templates_with_slips_are_refused_with_a_line_or_their_letters_are_proven(
    seeds: range, few_councils: Path, tmp_path: Path
) -> None:
    for seed in seeds:
        said = outcome(tmp_path, few_councils, seed, slips=1 + seed % 3)
        assert said == "passed" or re.match(r".+\.(html|css|yaml):\d+:\d+: .+", said), (seed, said)
