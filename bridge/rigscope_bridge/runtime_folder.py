"""The per-user folder for address files and the like: where it is, and that nobody else can look into it.

The TypeScript side computes the same folder."""

from __future__ import annotations

import os
import stat
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path


class FolderRefused(Exception):
    """The folder cannot be trusted or made; the text is a sentence that says what to do."""


def runtime_folder(environment: Mapping[str, str]) -> Path:
    """Where the folder is: RIGSCOPE_RUNTIME_DIR, else the platform's place for such things."""
    named = environment.get("RIGSCOPE_RUNTIME_DIR")
    if named:
        return Path(named)
    if sys.platform == "win32":
        local = environment.get("LOCALAPPDATA") or str(Path.home() / "AppData" / "Local")
        return Path(local) / "Rigscope" / "run"
    if sys.platform == "darwin":
        return Path(environment.get("TMPDIR") or tempfile.gettempdir()) / "rigscope"
    own = environment.get("XDG_RUNTIME_DIR")
    return Path(own) / "rigscope" if own else Path(f"/tmp/rigscope-{os.getuid()}")


def private_folder(path: Path) -> Path:
    """Makes the folder where it is missing. Raises FolderRefused where it is not ours alone."""
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        facts = os.lstat(path)
    except OSError as error:
        raise FolderRefused(f"The folder {path} cannot be made: {error.strerror or error}.") from error
    if not stat.S_ISDIR(facts.st_mode):
        raise FolderRefused(f"{path} is not a folder; remove it or set RIGSCOPE_RUNTIME_DIR to another place.")
    if sys.platform != "win32":
        if facts.st_uid != os.getuid():
            raise FolderRefused(f"The folder {path} belongs to another user; set RIGSCOPE_RUNTIME_DIR to one of yours.")
        if stat.S_IMODE(facts.st_mode) & 0o077:
            raise FolderRefused(f"Others can look into the folder {path}; make it yours alone with: chmod 700 {path}")
    return path


def create_private(path: Path, text: str) -> None:
    """Writes a file that did not exist, readable by this user only. Raises OSError."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0), 0o600)
    with open(handle, "w", encoding="utf-8") as file:
        file.write(text)
