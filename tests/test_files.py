import subprocess
import sys
from pathlib import Path

import pytest

from generator.files import write_whole


def test_file_is_written_with_its_folders(tmp_path: Path) -> None:
    write_whole(tmp_path / "a" / "b.pdf", b"whole")
    assert (tmp_path / "a" / "b.pdf").read_bytes() == b"whole"
    assert [path.name for path in (tmp_path / "a").iterdir()] == ["b.pdf"]


def test_old_file_stays_when_the_new_one_cannot_be_written(tmp_path: Path) -> None:
    file = tmp_path / "letter.pdf"
    write_whole(file, b"old")
    (tmp_path / "letter.pdf.part").mkdir()  # no file can be written under this name
    with pytest.raises(OSError, match="part"):
        write_whole(file, b"new")
    assert file.read_bytes() == b"old"


def test_old_file_stays_when_the_disk_is_full(tmp_path: Path) -> None:
    file = tmp_path / "letter.pdf"
    write_whole(file, b"old")
    script = f"""
import resource, signal
from pathlib import Path
from generator.files import write_whole
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
write_whole(Path({str(file)!r}), b"x" * 5000)
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert "File too large" in done.stderr
    assert file.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [file]
