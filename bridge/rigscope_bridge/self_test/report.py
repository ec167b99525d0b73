"""The report of a self-test: what it says, checked against schema.json, and the file it is in."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path
from time import strftime
from typing import Any

from ..hello import BRIDGE_VERSION
from ..runtime_folder import create_private, private_folder
from ..schema import check, schema
from .run import Outcome

_LONGEST = 80


def report_of(host: dict[str, Any], outcomes: Sequence[Outcome], ended: str, started: float, seconds: float) -> Any:
    """The report as plain values. Raises ValueError where it does not fit its own schema."""
    report = {
        "kind": "rigscope.selfTest",
        "version": 1,
        "bridge": BRIDGE_VERSION,
        "started": started,
        "seconds": round(seconds, 3),
        "ended": ended,
        "host": host,
        "facts": [
            {
                "id": outcome.fact.id,
                "says": outcome.fact.says,
                "outcome": outcome.outcome,
                "because": outcome.because,
                "measured": [{"name": name, "value": _plain(value)} for name, value in outcome.measured.items()],
            }
            for outcome in outcomes
        ],
    }
    refusal = check(schema()["selfTest"], report)
    if refusal is not None:
        raise ValueError(f"the report is not as it should be: {refusal}")
    return report


def write_report(report: Any, runtime: Path) -> Path:
    """Writes it into the runtime folder, for its owner alone. Raises OSError and FolderRefused."""
    host = report["host"]
    name = "-".join(("selftest", host["kind"], host["version"], strftime("%Y%m%d-%H%M%S")))
    path = private_folder(runtime) / f"{re.sub(r'[^A-Za-z0-9.-]', '_', name)}.json"
    create_private(path, json.dumps(report, indent=1) + "\n")
    return path


def version_text(text: object) -> str:
    """What somebody else calls a version, as the report takes it."""
    return re.sub(r"[^\w .()+-]", " ", str(text), flags=re.ASCII)[:_LONGEST]


def _plain(value: object) -> object:
    """Infinities and NaN do not exist in JSON."""
    return -1 if isinstance(value, float) and value - value != 0 else value
