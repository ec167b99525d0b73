"""A log of wire messages on the disk, as model/container/message-log.ts reads it: created exclusively, for this user
alone, hashed while it is written. What is written into it is left to writing.py."""

from __future__ import annotations

import hashlib
import os
import struct
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

MAGIC = b"RIGSLOG\x01"
_RECORD = struct.Struct("<dII")
_TEXT, _BINARY = 0, 1
_PIECE_BYTES = 128 * 1024


class Written(NamedTuple):
    """A file that is whole."""

    path: Path
    bytes: int
    sha256: str


class LogFile:
    """All of it may raise OSError."""

    def __init__(self, path: Path, now: float) -> None:
        self.path = path
        self.bytes = 0
        self._began = self._last = now
        self._hash = hashlib.sha256()
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
        self._file = open(os.open(path, flags, 0o600), "wb", buffering=64 * 1024)
        self._write(MAGIC)

    def add(self, data: str | bytes, now: float) -> None:
        """Appends one message; `now` is host seconds."""
        payload = data.encode("utf-8", "replace") if isinstance(data, str) else data
        self._last = max(self._last, now)
        head = _RECORD.pack(self._last - self._began, _TEXT if isinstance(data, str) else _BINARY, len(payload))
        self._write(head + payload + bytes(-len(payload) % 8))

    def finish(self) -> Written:
        """Closes it whole."""
        self._file.close()
        return Written(self.path, self.bytes, self._hash.hexdigest())

    def give_up(self) -> None:
        """Removes it; harmless twice."""
        # Closing flushes, which fails again where the disk is full; the descriptor is closed all the same.
        with suppress(OSError):
            self._file.close()
        with suppress(OSError):
            self.path.unlink(missing_ok=True)

    def _write(self, data: bytes) -> None:
        self._file.write(data)
        self._hash.update(data)
        self.bytes += len(data)


def pieces_of(path: Path, size: int) -> Iterator[bytes]:
    """The first bytes of a file that somebody else wrote, a piece a step. May raise OSError."""
    with open(path, "rb") as file:
        while size > 0:
            data = file.read(min(size, _PIECE_BYTES))
            if not data:
                raise OSError(f"{path.name} became shorter while it was read")
            size -= len(data)
            yield data
