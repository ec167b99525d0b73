"""Address files and the folder that they lie in."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from rigscope_bridge.discovery import AddressFile, sweep
from rigscope_bridge.processes import boot_id, machine_name, started_at
from rigscope_bridge.runtime_folder import FolderRefused, private_folder, runtime_folder


def address(**changes: Any) -> dict[str, Any]:
    whole = {
        "kind": "rigscope.session",
        "session": "0123456789abcdef",
        "port": 4000,
        "token": "t" * 43,
        "pid": os.getpid(),
        "processStarted": started_at(os.getpid()),
        "machine": machine_name(),
        "bootId": boot_id(),
        "host": {"kind": "fake", "name": "Fake host", "version": "1"},
        "scene": None,
        "origin": "live",
        "protocol": {"min": 1, "max": 1},
    }
    return {**whole, **changes}


def dead_pid() -> int:
    child = subprocess.Popen([sys.executable, "-c", ""])
    child.wait()
    return child.pid


def write(runtime: Path, **changes: Any) -> Path:
    file = AddressFile(runtime, f"session-{len(list(runtime.rglob('*.json')))}")
    file.write(address(**changes))
    return file.path


def test_only_dead_sessions_of_this_machine_are_swept(runtime: Path) -> None:
    pid = dead_pid()
    dead = [
        write(runtime, pid=pid),
        write(runtime, bootId="another boot"),
        write(runtime, processStarted=(started_at(os.getpid()) or 0) - 1000),
    ]
    alive = [write(runtime), write(runtime, pid=pid, machine="another-machine"), write(runtime, processStarted=None)]
    broken = runtime / "sessions" / "broken.json"
    broken.write_text('{"kind": "rigs', "utf-8")
    assert sweep(runtime) == dead
    assert sorted((runtime / "sessions").iterdir()) == sorted([*alive, broken])


def test_the_scene_is_renamed_by_an_atomic_replace(runtime: Path) -> None:
    file = AddressFile(runtime, "session-1")
    file.write(address())
    file.rename_scene("歩く")
    assert json.loads(file.path.read_text("utf-8"))["scene"] == "歩く"
    assert file.path.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in file.path.parent.iterdir()] == ["session-1.json"]
    file.remove()
    file.remove()
    assert not file.path.exists()


def test_a_file_that_is_there_is_never_written_over(runtime: Path) -> None:
    AddressFile(runtime, "session-1").write(address())
    with pytest.raises(FileExistsError):
        AddressFile(runtime, "session-1").write(address())


def test_a_scenes_name_that_is_written_while_the_file_is_removed_does_not_keep_it(runtime: Path) -> None:
    file = AddressFile(runtime, "session-1")
    file.write(address())
    file.remove()
    # What the I/O thread was just about to rename comes late.
    file.path.write_text("{}", "utf-8")
    file.remove()
    assert not file.path.exists()


def test_a_file_that_another_session_wrote_is_not_removed(runtime: Path) -> None:
    AddressFile(runtime, "session-1").write(address())
    late = AddressFile(runtime, "session-1")
    with pytest.raises(FileExistsError):
        late.write(address())
    late.remove()
    assert late.path.exists()


def test_a_forked_child_leaves_the_file_alone(runtime: Path) -> None:
    file = AddressFile(runtime, "session-1")
    file.write(address())
    pid = os.fork()
    if pid == 0:
        file.remove()
        os._exit(0)
    os.waitpid(pid, 0)
    assert file.path.exists()


def test_a_folder_that_others_can_read_is_refused_with_what_to_do(tmp_path: Path) -> None:
    folder = tmp_path / "open"
    folder.mkdir(mode=0o755)
    folder.chmod(0o755)
    with pytest.raises(FolderRefused, match="chmod 700"):
        private_folder(folder)
    link = tmp_path / "link"
    link.symlink_to(tmp_path)
    with pytest.raises(FolderRefused, match="is not a folder"):
        private_folder(link)


def test_where_the_folder_is() -> None:
    assert runtime_folder({"RIGSCOPE_RUNTIME_DIR": "/a"}) == Path("/a")
    if sys.platform.startswith("linux"):
        assert runtime_folder({"XDG_RUNTIME_DIR": "/run/user/7"}) == Path("/run/user/7/rigscope")
        assert runtime_folder({}) == Path(f"/tmp/rigscope-{os.getuid()}")
