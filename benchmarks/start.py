"""How much processor time commands take from start to end: `python -m benchmarks.start [ANOTHER_CHECKOUT]`.

With another checkout, the two take turns, and the ratio is given as well.
"""

import os
import subprocess
import sys
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from statistics import median
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parent.parent
TIMES = 9
COMMANDS = {"--help": ["--help"], "check, the first time": ["check"], "check, again": ["check"]}


def main() -> None:
    checkouts = [ROOT, *map(Path, sys.argv[1:2])]
    seconds: dict[tuple[str, Path], list[float]] = {}
    for _ in range(TIMES):
        for checkout in checkouts:
            with TemporaryDirectory() as cache:
                for name, arguments in COMMANDS.items():
                    seconds.setdefault((name, checkout), []).append(processor_seconds(checkout, arguments, cache))
    for name in COMMANDS:
        here, *others = (median(seconds[name, checkout]) for checkout in checkouts)
        compared = [f"the other {other:.2f} s, ratio {here / other:.2f}" for other in others]
        print(", ".join([f"letters {name}: {here:.2f} s", *compared]))


def processor_seconds(checkout: Path, arguments: list[str], cache: str) -> float:
    """Return the processor time of a command in seconds, with that of the programs that it starts."""
    before = getrusage(RUSAGE_CHILDREN)
    environment = os.environ | {"PYTHONPATH": str(checkout), "XDG_CACHE_HOME": cache}
    command = [sys.executable, "-m", "generator", *arguments]
    subprocess.run(command, cwd=checkout, env=environment, check=True, capture_output=True)
    after = getrusage(RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


if __name__ == "__main__":
    main()
