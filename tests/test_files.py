import subprocess
import sys
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from signal import SIGKILL

import pytest

from generator.errors import Faulty
from generator.files import remove, settle, write_folder, write_together, write_whole


def test_file_is_written_with_its_folders(tmp_path: Path) -> None:
    write_whole(tmp_path / "a" / "b.pdf", b"whole")
    assert (tmp_path / "a" / "b.pdf").read_bytes() == b"whole"
    assert [path.name for path in (tmp_path / "a").iterdir()] == ["b.pdf"]


def test_file_is_on_the_disk_before_it_has_its_name(tmp_path: Path, disk: list[str]) -> None:
    write_whole(tmp_path / "a", b"whole")
    assert disk == ["sync a.part", "a.part -> a", "sync ."]


def test_removed_file_stays_removed(tmp_path: Path, disk: list[str]) -> None:
    (tmp_path / "a").touch()
    remove(tmp_path / "a")
    assert disk == ["sync ."]


def test_files_written_together_are_on_the_disk_before_they_are_the_new_ones(tmp_path: Path, disk: list[str]) -> None:
    write_together(tmp_path, {"a": b"new", "b/c": b"new"})
    staged, pending = ".letters-*.part", ".letters-*"
    assert sorted(disk[:5]) == sorted(f"sync {staged}{name}" for name in ("", "/b", "/a", "/b/c", "/before.json"))
    assert disk[5:7] == [f"{staged} -> {pending}", "sync ."]
    assert sorted(disk[7:9]) == [f"{pending}/a -> a", f"{pending}/b/c -> b/c"]
    assert sorted(disk[9:]) == ["sync .", "sync b"]


def test_folder_is_on_the_disk_before_it_has_its_name(tmp_path: Path, disk: list[str]) -> None:
    write_folder(tmp_path / "new", {"a": b"new", "b/c": b"new"})
    room = "new.letters-*.part/new"
    assert sorted(disk[:4]) == sorted(f"sync {room}{name}" for name in ("", "/b", "/a", "/b/c"))
    assert disk[4:] == [f"{room} -> new", "sync ."]


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
from signal import SIGKILL
from generator.files import write_whole
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
write_whole(Path({str(file)!r}), b"x" * 5000)
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert "File too large" in done.stderr
    assert file.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [file]


NEW = {f"councils/{name}.yaml": b"new" for name in "abc"}
KILLED = """
import os, signal, sys
from pathlib import Path
from signal import SIGKILL
from generator.files import write_together
new = {f"councils/{name}.yaml": b"new" for name in "abc"}
def write_and_be_killed(folder, left):
    def hook(event, arguments):
        nonlocal left
        if event != "os.kill" and event.split(".")[0] in ("open", "os", "shutil"):
            left -= 1
            if left < 0:
                os.kill(os.getpid(), signal.SIGKILL)
    sys.addaudithook(hook)
    write_together(folder, new)
    os._exit(0)
for folder in sorted(Path(sys.argv[1]).iterdir(), key=lambda folder: int(folder.name)):
    writer = os.fork()
    if not writer:
        write_and_be_killed(folder, int(folder.name))
    print(os.waitstatus_to_exitcode(os.waitpid(writer, 0)[1]))
"""


def killed_after(steps: Iterable[int], folder: Path) -> Mapping[int, int]:
    """Have files written in folders that are named by their steps, and the writer killed after so many.

    Return how each writer ended, which comes to its end only where it has fewer steps.
    """
    for step in steps:
        for name in NEW:
            write_whole(folder / str(step) / name, b"old")
        write_whole(folder / str(step) / "councils" / "d.yaml", b"other")
    done = subprocess.run([sys.executable, "-c", KILLED, folder], capture_output=True, text=True, check=True)
    return dict(zip(steps, map(int, done.stdout.split()), strict=True))


def test_files_written_together_are_all_old_or_all_new_wherever_the_writer_is_killed(tmp_path: Path) -> None:
    seen = set()
    ended = killed_after(range(60), tmp_path)
    for steps, status in ended.items():
        folder = tmp_path / str(steps)
        assert status in (0, -SIGKILL)
        settle(folder)
        found = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.glob("councils/*")}
        assert found.pop("councils/d.yaml") == b"other"
        assert found in (NEW, dict.fromkeys(NEW, b"old"))
        seen.add(found["councils/a.yaml"])
        write_together(folder, NEW)
        assert sorted(path.name for path in folder.iterdir()) == ["councils"]
    assert list(ended.values()).count(-SIGKILL) > 15
    assert ended[59] == 0
    assert seen == {b"old", b"new"}


def test_change_by_hand_after_an_interruption_is_not_written_over(tmp_path: Path) -> None:
    for steps in killed_after(range(20, 60), tmp_path):
        folder = tmp_path / str(steps)
        by_hand = folder / "councils" / "c.yaml"
        if (folder / ".letters-pending" / "councils" / "c.yaml").exists():
            by_hand.write_bytes(b"by hand")
            with pytest.raises(Faulty, match=r"c.yaml:1:1: changed since a change of many records was interrupted"):
                settle(folder)
            assert by_hand.read_bytes() == b"by hand"
            return
    raise AssertionError("never interrupted there")


def test_file_is_as_private_as_it_was_and_a_link_stays_one(tmp_path: Path) -> None:
    write_whole(tmp_path / "real" / "a", b"old")
    (tmp_path / "real" / "a").chmod(0o600)
    (tmp_path / "a").symlink_to(tmp_path / "real" / "a")
    write_together(tmp_path, {"a": b"new"})
    assert (tmp_path / "a").is_symlink()
    assert (tmp_path / "real" / "a").read_bytes() == b"new"
    assert (tmp_path / "real" / "a").stat().st_mode & 0o777 == 0o600


def test_two_writers_do_not_mix(tmp_path: Path) -> None:
    def write(content: bytes) -> None:
        write_together(tmp_path, {f"{number}": content for number in range(50)})

    with ThreadPoolExecutor(4) as writers:
        list(writers.map(write, (b"a", b"b", b"c", b"d")))
    assert len({path.read_bytes() for path in tmp_path.iterdir()}) == 1
    assert len(list(tmp_path.iterdir())) == 50


def test_files_written_together_are_what_they_were_when_one_cannot_be_written(tmp_path: Path) -> None:
    write_whole(tmp_path / "a", b"old")
    with pytest.raises(OSError, match="b"):
        write_together(tmp_path, {"a": b"new", "b/" + "x" * 300: b"new"})
    assert [path.name for path in tmp_path.iterdir()] == ["a"]
    assert (tmp_path / "a").read_bytes() == b"old"


def test_folder_is_there_whole_or_not_at_all(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="x"):
        write_folder(tmp_path / "2021", {"a": b"new", "x" * 300: b"new"})
    assert not list(tmp_path.iterdir())
    (tmp_path / "2021.part").mkdir()
    (tmp_path / "2021.part" / "theirs").write_bytes(b"somebody's own")
    write_folder(tmp_path / "2021", {"a/b": b"new"})
    assert sorted(path.name for path in tmp_path.iterdir()) == ["2021", "2021.part"]
    assert (tmp_path / "2021.part" / "theirs").exists()
    assert (tmp_path / "2021").stat().st_mode == (tmp_path / "2021.part").stat().st_mode
    assert (tmp_path / "2021" / "a" / "b").read_bytes() == b"new"
