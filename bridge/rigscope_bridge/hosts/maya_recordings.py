"""Where the recordings of Maya's profiler lie: in the runtime folder, for this user alone. Those of captures go with
their Maya; what the artist recorded stays until it was given back."""

from __future__ import annotations

import os
import re
from contextlib import suppress
from itertools import count
from pathlib import Path

from ..processes import is_alive, machine_name
from ..runtime_folder import FolderRefused, create_private, private_folder, runtime_folder
from .host import HostRefusal

# Of the process: what an earlier bridge in this Maya wrote may still lie there.
_numbers = count(1)
_NAME = re.compile(r"maya-(?P<machine>[^-]+)-(?P<pid>\d+)-\d+\.profile")


class Recordings:
    """The files of this Maya. `folder` is the runtime folder where it is not given."""

    def __init__(self, folder: Path | None = None) -> None:
        self._given = folder

    def new(self) -> Path:
        """An empty file for a capture. Raises HostRefusal where there can be none."""
        return self._created("")

    def kept(self) -> Path:
        """An empty file for what the artist has recorded. Raises HostRefusal where there can be none."""
        return self._created("kept-")

    def _created(self, what: str) -> Path:
        try:
            folder = private_folder(runtime_folder(os.environ)) if self._given is None else self._given
            _sweep(folder)
            path = folder / f"maya-{_machine()}-{os.getpid()}-{what}{next(_numbers)}.profile"
            # Maya would write a file that others may read; one that is there keeps its rights.
            create_private(path, "")
        except OSError as error:
            raise HostRefusal("noFolder", f"Maya's recording cannot be kept: {error.strerror or error}.") from error
        except FolderRefused as error:
            raise HostRefusal("noFolder", str(error)) from error
        return path


def _machine() -> str:
    return re.sub(r"[^\w.]", "_", machine_name())


def _sweep(folder: Path) -> None:
    for path in folder.glob("maya-*.profile"):
        name = _NAME.fullmatch(path.name)
        if name is not None and name["machine"] == _machine() and not is_alive(int(name["pid"])):
            with suppress(OSError):
                path.unlink()
