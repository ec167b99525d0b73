"""The binary lane: rows of frames and samples as columns, laid out as schema.json says. Sequence numbers and counting
drops are left to the server, which writes a header for each client before the one body that all share."""

from __future__ import annotations

import struct
import sys
from array import array
from collections.abc import Sequence
from typing import Any, NamedTuple, Protocol

from .hosts.host import FrameRow, SampleCosts
from .schema import schema

LAYOUT: dict[str, Any] = schema()["columns"]
HEADER_BYTES: int = LAYOUT["headerBytes"]
LAYOUT_VERSION: int = LAYOUT["layoutVersion"]
KINDS: dict[str, int] = LAYOUT["kinds"]
MARKS: dict[str, int] = LAYOUT["marks"]
SAMPLE_FLAGS: dict[str, int] = LAYOUT["sampleFlags"]
UNKNOWN_COUNT = 0xFFFFFFFF
NAN = float("nan")

_HEADER = struct.Struct("<BBHIIIIIddd")
_CODES = {"f64": "d", "u32": "I", "u8": "B"}
_WIDTHS = {"f64": 8, "u32": 4, "u8": 1}
_SWAP = sys.byteorder == "big"
_ORDER = "<" if _SWAP else "@"


class Header(NamedTuple):
    """What stands before the columns. Times are host seconds, NaN unknown; `dropped` counts since the session began."""

    kind: int
    flags: int
    roster_version: int
    sequence: int
    rows: int
    dropped: int
    time: float
    frame: float
    wall: float


class Columns(NamedTuple):
    """A decoded message: its header and each column by its name in schema.json."""

    header: Header
    columns: dict[str, array[Any]]


class ColumnsRefused(Exception):
    """Bytes are not a message of columns; the text is a sentence."""


def _column(code: str, values: Sequence[Any]) -> bytes:
    # Native order packs a third faster than "<", and every machine that hosts run on is little endian.
    raw = struct.pack(f"{_ORDER}{len(values)}{code}", *values)
    return raw + bytes(-len(raw) % 8)


def _padded(values: array[Any]) -> bytes:
    if _SWAP:
        values = values[:]
        values.byteswap()
    raw = values.tobytes()
    return raw + bytes(-len(raw) % 8)


def header(head: Header) -> bytes:
    """The 48 bytes before the columns."""
    return _HEADER.pack(head.kind, LAYOUT_VERSION, *head[1:4], head.rows, head.dropped & 0xFFFFFFFF, 0, *head[6:9])


def frames_body(rows: Sequence[FrameRow]) -> bytes:
    """The columns of frames, in the order of schema.json, which is FrameRow's."""
    columns = zip(*rows) if rows else ((),) * len(LAYOUT["layouts"]["frames"])
    layout = LAYOUT["layouts"]["frames"]
    return b"".join(_column(_CODES[kind], values) for (_, kind), values in zip(layout, columns))


class Ids(Protocol):
    """Finds the id of a key."""

    def get(self, key: str, default: int, /) -> int: ...


class SampleEncoder:
    """Lays out sampled frames. The id bytes are kept while the same keys come in the same order, which they do as long
    as the roster stays: 5,000 look-ups a message would cost more than all the rest."""

    def __init__(self) -> None:
        self._keys: tuple[str, ...] = ()
        self._version = -1
        self._ids = b""
        self._kept: list[int] | None = None

    def body(self, costs: SampleCosts, version: int, ids: Ids) -> tuple[int, bytes]:
        """Number of rows and their columns. Rows whose key has no id in this roster version are left out."""
        keys = costs.keys
        columns: list[array[Any]] = [costs.self_time, costs.inclusive, costs.calls]
        if version != self._version or keys != self._keys:
            found = [ids.get(key, -1) for key in keys]
            self._kept = [index for index, node in enumerate(found) if node >= 0] if -1 in found else None
            known = found if self._kept is None else [found[index] for index in self._kept]
            self._ids = _padded(array("I", known))
            self._keys, self._version = keys, version
        if self._kept is not None:
            kept = self._kept
            columns = [array(values.typecode, [values[i] for i in kept]) for values in columns]
        return len(columns[0]), self._ids + b"".join(map(_padded, columns))


def decode(raw: bytes) -> Columns:
    """Reads one binary message. Raises ColumnsRefused with a sentence."""
    if len(raw) < HEADER_BYTES:
        raise ColumnsRefused(f"A binary message of {len(raw)} bytes is shorter than its {HEADER_BYTES}-byte header.")
    kind, version, flags, roster, sequence, rows, dropped, _, time, frame, wall = _HEADER.unpack_from(raw)
    if version != LAYOUT_VERSION:
        raise ColumnsRefused(f"A binary message has layout version {version}; this side reads {LAYOUT_VERSION}.")
    name = next((name for name, number in KINDS.items() if number == kind), None)
    if name is None:
        raise ColumnsRefused(f"A binary message has the unknown kind {kind}.")
    layout = LAYOUT["layouts"][name]
    expected = HEADER_BYTES + sum((_WIDTHS[code] * rows + 7) & ~7 for _, code in layout)
    if expected != len(raw):
        raise ColumnsRefused(f"A {name} message says {rows} rows, which take {expected} bytes, but has {len(raw)}.")
    columns, offset = {}, HEADER_BYTES
    for column, code in layout:
        values: array[Any] = array(_CODES[code], raw[offset : offset + _WIDTHS[code] * rows])
        if _SWAP:
            values.byteswap()
        columns[column] = values
        offset += (_WIDTHS[code] * rows + 7) & ~7
    return Columns(Header(kind, flags, roster, sequence, rows, dropped, time, frame, wall), columns)
