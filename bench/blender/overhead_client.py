"""The other end of overhead.py: connects while asked to, watches T0 and T1, and keeps the own cost of each frame."""

from __future__ import annotations

import json
import math
import struct
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "bridge"))

from rigscope_bridge._vendor.websockets.exceptions import ConnectionClosed
from rigscope_bridge._vendor.websockets.sync.client import connect

HEADER_BYTES = 48
OWN_COST_COLUMN = 5
BYTE_COLUMNS = 6
MARKS_COLUMN = 5
SAMPLED = 16
WATCH = {"type": "watch", "id": 1, "frames": True, "samples": True, "sampleHz": 1.0}


def watch_once(folder: Path, address: dict[str, object], plain: list[float], sampled: list[float]) -> None:
    """One connection, until the bridge ends it."""
    headers = {"Authorization": f"Bearer {address['token']}"}
    uri = f"ws://127.0.0.1:{address['port']}/"
    with connect(uri, subprotocols=["rigscope.v1"], additional_headers=headers, compression=None) as socket:
        socket.send(json.dumps(WATCH))
        is_ready = False
        for message in socket:
            if isinstance(message, bytes):
                if message[0] == 1:
                    keep_own_costs(message, plain, sampled)
                continue
            said = json.loads(message)
            if said["type"] == "roster" and said["part"] == said["parts"] - 1 and not is_ready:
                is_ready = True
                (folder / "ready").touch()


def keep_own_costs(message: bytes, plain: list[float], sampled: list[float]) -> None:
    """Own cost of each frame, seconds, apart for frames that were sampled."""
    (rows,) = struct.unpack_from("<I", message, 12)
    costs = struct.unpack_from(f"<{rows}d", message, HEADER_BYTES + 8 * rows * OWN_COST_COLUMN)
    padded = (rows + 7) & ~7
    marks = HEADER_BYTES + 8 * rows * BYTE_COLUMNS + padded * MARKS_COLUMN
    for row, cost in enumerate(costs):
        if not math.isnan(cost):
            (sampled if message[marks + row] & SAMPLED else plain).append(cost)


def quantile(values: list[float], share: float) -> float | None:
    """The smallest value that at least `share` of the values do not exceed."""
    return sorted(values)[max(0, math.ceil(share * len(values)) - 1)] if values else None


def main() -> None:
    """Connects again and again until the folder says that it is over."""
    folder = Path(sys.argv[1])
    plain: list[float] = []
    sampled: list[float] = []
    seen: set[str] = set()
    while not (folder / "end").exists():
        for path in (folder / "run" / "sessions").glob("*.json"):
            if path.name in seen or not (folder / "connect").exists():
                continue
            try:
                address = json.loads(path.read_text("utf-8"))
                seen.add(path.name)
                watch_once(folder, address, plain, sampled)
            except (OSError, ValueError, ConnectionClosed) as error:
                print(f"the client starts again: {error}", file=sys.stderr)
        time.sleep(0.01)
    own = {
        "frames": len(plain),
        "median": quantile(plain, 0.5),
        "p99": quantile(plain, 0.99),
        "sampledFrames": len(sampled),
        "sampledMedian": quantile(sampled, 0.5),
        "sampledP95": quantile(sampled, 0.95),
    }
    (folder / "own.json").write_text(json.dumps(own), encoding="utf-8")


main()
