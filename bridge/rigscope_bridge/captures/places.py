"""Where files of captures lie: in the runtime folder, named for their session, and swept once that is dead."""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path

_NAME = re.compile(r"capture-(?P<session>[0-9a-f]+)-\d+\.log")


def capture_path(runtime: Path, session: str, number: int) -> Path:
    """The file of a session's capture."""
    return runtime / f"capture-{session}-{number}.log"


def sweep_captures(runtime: Path) -> None:
    """Removes the files of sessions that have no address file any more. Call it after the dead ones were swept."""
    for path in runtime.glob("capture-*.log"):
        name = _NAME.fullmatch(path.name)
        if name is not None and not (runtime / "sessions" / f"{name['session']}.json").exists():
            with suppress(OSError):
                path.unlink(missing_ok=True)
