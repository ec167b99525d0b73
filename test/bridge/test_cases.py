"""The tables of good and bad messages and settings, judged by Python as they are by TypeScript."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from rigscope_bridge import settings, wire
from rigscope_bridge.schema import check, schema

PROTOCOL = Path(__file__).resolve().parents[1] / "protocol"
CASES: list[dict[str, Any]] = json.loads((PROTOCOL / "cases.json").read_text("utf-8"))["cases"]
SETTINGS: list[dict[str, Any]] = json.loads((PROTOCOL / "settings-cases.json").read_text("utf-8"))["cases"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_python_judges_as_the_table_says(case: dict[str, Any]) -> None:
    direction, message = case["direction"], case["message"]
    if direction in ("fromBridge", "fromHub", "inCapture"):
        refusal = wire.check_message(direction, message)
    else:
        refusal = check(schema()[direction], message, direction)
    assert (refusal is None) is case["good"], refusal


@pytest.mark.parametrize("case", SETTINGS, ids=lambda case: case["name"])
def test_settings_hold_as_the_table_says(case: dict[str, Any], tmp_path: Path) -> None:
    places = {"site": tmp_path / "site.yaml", "show": tmp_path / "show.yaml"}
    places["user"] = tmp_path / "config" / "rigscope" / "rigscope.yaml"
    for name, text in case["files"].items():
        places[name].parent.mkdir(parents=True, exist_ok=True)
        places[name].write_text(text, "utf-8")
    named = {*case["files"], *case.get("missing", ())}
    environment = {
        "XDG_CONFIG_HOME": str(tmp_path / "config"),
        "RIGSCOPE_SITE": str(places["site"]) if "site" in named else os.devnull,
        **({"RIGSCOPE_SHOW": str(places["show"])} if "show" in named else {}),
        **case["env"],
    }
    loaded = settings.load(environment)
    for name, value in case["effective"].items():
        section, key = name.split(".")
        assert loaded.values[section][key] == value
        assert type(loaded.values[section][key]) is type(value) or not isinstance(value, bool)
    told = "\n".join(loaded.problems)
    assert bool(loaded.problems) is bool(case["problems"]), told
    for fragment in case["problems"]:
        assert fragment in told
    for variable in ("RIGSCOPE_SITE", "RIGSCOPE_SHOW"):
        assert told.count(variable) == (variable in case["problems"]), "said once, and only where it is so"
