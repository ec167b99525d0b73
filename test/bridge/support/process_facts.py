"""What a bridge could leave behind in its process and runtime folder, to be compared before and after."""

from __future__ import annotations

import contextlib
import logging
import os
import sys
import threading
from collections.abc import Iterator
from pathlib import Path


def facts_of_process(runtime: Path) -> dict[str, object]:
    """Threads, open descriptors, logging and exception hooks of this process, and files of the folder."""
    return {
        "threads": sorted(thread.name for thread in threading.enumerate()),
        "descriptors": sorted(_open_descriptors()),
        "handlers": list(logging.getLogger().handlers),
        "hook": sys.excepthook,
        "files": sorted(str(path) for path in runtime.rglob("*")),
    }


def _open_descriptors() -> Iterator[str]:
    for name in os.listdir("/proc/self/fd"):
        # The listing's own descriptor is gone by now.
        with contextlib.suppress(FileNotFoundError):
            yield os.readlink(f"/proc/self/fd/{name}").split(":")[0]
