"""The address file by which hubs on this machine find the session: written, renewed, removed, and those of this
machine's dead sessions swept. Finding sessions is left to the hub."""

from __future__ import annotations

import json
import os
import secrets
from pathlib import Path
from typing import Any

from .processes import boot_id, is_alive, machine_name, started_at
from .runtime_folder import create_private, private_folder
from .schema import check, schema

# Boot time is known to a second only, so start times of one process may differ by a little.
_SAME_START_SECONDS = 2.5


class AddressFile:
    """One session's address file. All of it may raise OSError, making it FolderRefused too."""

    def __init__(self, runtime: Path, session: str) -> None:
        self._folder = private_folder(private_folder(runtime) / "sessions")
        self.path = self._folder / f"{session}.json"
        self._owner_pid = os.getpid()
        self._text: str | None = None
        self._is_there = False

    def write(self, address: dict[str, Any]) -> None:
        """Creates the file. The address must fit the schema."""
        self._text = json.dumps(address)
        create_private(self.path, self._text)
        self._is_there = True

    def rename_scene(self, scene: str | None) -> None:
        """Puts the scene's name in by an atomic replace: a reader sees the old file or the new one."""
        if self._text is None:
            return
        address = json.loads(self._text)
        if address["scene"] == scene:
            return
        address["scene"] = scene
        self._text = json.dumps(address)
        fresh = self._folder / f".{self.path.stem}-{secrets.token_hex(4)}.part"
        create_private(fresh, self._text)
        os.replace(fresh, self.path)

    def remove(self) -> None:
        """Removes the file; harmless twice, from either thread, and in a forked child, whose exit is not the
        session's."""
        self._text = None
        # Again each time: a scene's new name may have been written while the other thread removed the file.
        if self._is_there and os.getpid() == self._owner_pid:
            self.path.unlink(missing_ok=True)


def sweep(runtime: Path) -> list[Path]:
    """Removes the address files of this machine's dead sessions and gives them. Files of another machine, whose
    processes cannot be seen from here, and files that are not address files stay."""
    removed = []
    for path in sorted((runtime / "sessions").glob("*.json")):
        try:
            address = json.loads(path.read_text("utf-8"))
            if check(schema()["address"], address, "address") is None and is_dead(address):
                path.unlink(missing_ok=True)
                removed.append(path)
        except (OSError, ValueError, RecursionError):
            continue
    return removed


def is_dead(address: dict[str, Any]) -> bool:
    """Whether the session was on this machine and its process is gone."""
    if address["machine"] != machine_name():
        return False
    if address["bootId"] is not None and boot_id() is not None and address["bootId"] != boot_id():
        return True
    pid = int(address["pid"])
    if not is_alive(pid):
        return True
    began = started_at(pid)
    told = address["processStarted"]
    return began is not None and told is not None and abs(began - told) > _SAME_START_SECONDS
