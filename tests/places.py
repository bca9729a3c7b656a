"""Where the project's own files are."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "data"
TEMPLATES = ROOT / "templates"
SMALL = ROOT / "tests" / "small"
TRANSCRIPTS = ROOT.parent / "shared" / "transcripts"

SLUGS_OF_2020 = sorted(path.stem for path in (DATA / "2020" / "councils").glob("*.yaml"))
SAMPLE_SLUGS = sorted(path.stem for path in (DATA / "sample" / "councils").glob("*.yaml"))
