"""Reads the log of a capture as TypeScript does, so that tests in Python can look into one."""

from __future__ import annotations

import json
import struct
from pathlib import Path
from typing import Any, NamedTuple, Union

from rigscope_bridge import columns
from rigscope_bridge.wire import check_message

Record = Union[dict[str, Any], columns.Columns, bytes]
_FILED = ("capturePass", "captureNodes", "captureFile", "captureEnd")


class CaptureLog(NamedTuple):
    """The records of a file in order; every message fits the schema."""

    records: list[Record]

    @classmethod
    def read(cls, path: Path) -> CaptureLog:
        return cls([_judged(record) for record in cls.raw(path)])

    @staticmethod
    def raw(path: Path) -> list[Record]:
        """The records of a file, whose messages may be any JSON."""
        raw = path.read_bytes()
        assert raw[:8] == b"RIGSLOG\x01"
        at, last, recorded = 8, 0.0, 0
        records: list[Record] = []
        while at < len(raw):
            time, lane, length = struct.unpack_from("<dII", raw, at)
            assert time >= last
            last = time
            payload = raw[at + 16 : at + 16 + length]
            assert len(payload) == length
            if lane == 0:
                message = json.loads(payload)
                recorded = message["bytes"] if message["type"] == "captureFile" else recorded
                records.append(message)
            elif recorded > 0:
                recorded -= len(payload)
                records.append(payload)
            else:
                records.append(columns.decode(payload))
            at += 16 + length + (-length % 8)
        assert at == len(raw)
        return records

    def of(self, kind: str) -> list[dict[str, Any]]:
        """Messages of a type."""
        return [record for record in self.records if isinstance(record, dict) and record["type"] == kind]

    def rows(self, kind: str) -> list[columns.Columns]:
        """Column messages of a kind."""
        number = columns.KINDS[kind]
        return [one for one in self.records if isinstance(one, columns.Columns) and one.header.kind == number]

    def recorded(self) -> list[bytes]:
        """The pieces of what the host recorded by itself."""
        return [one for one in self.records if isinstance(one, bytes)]

    def nodes(self) -> dict[int, dict[str, Any]]:
        """All nodes that its rosters list, by id."""
        return {node["id"]: node for part in self.of("roster") for node in part["nodes"]}


def _judged(record: Record) -> Record:
    if isinstance(record, dict):
        refusal = check_message("inCapture" if record["type"] in _FILED else "fromBridge", record)
        assert refusal is None, refusal
    return record
