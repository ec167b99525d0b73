"""Reading and writing JSON messages."""

from __future__ import annotations

import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as any_of
from rigscope_bridge import wire

WATCH = {"type": "watch", "id": 1, "frames": True, "samples": False, "sampleHz": 1}
JSON = any_of.recursive(
    any_of.none() | any_of.booleans() | any_of.integers() | any_of.floats() | any_of.text(),
    lambda inner: any_of.lists(inner, max_size=4) | any_of.dictionaries(any_of.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)


def test_a_good_message_is_read_with_fields_that_nobody_knows() -> None:
    assert wire.read(json.dumps({**WATCH, "later": [1]}))["later"] == [1]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "not JSON"),
        ("{", "not JSON"),
        ("[]", "must be an object"),
        ("{}", "type"),
        ('{"type":"watch"}', "watch.id: expected a whole number, got nothing"),
        (json.dumps({**WATCH, "frames": 1}), "watch.frames: expected true or false, got 1"),
        (json.dumps({**WATCH, "id": True}), "watch.id: expected a whole number, got true"),
        (json.dumps({**WATCH, "id": 2**32}), "watch.id: expected at most 4294967295"),
        (json.dumps({**WATCH, "sampleHz": 99}), "watch.sampleHz: expected at most 4"),
        (json.dumps({**WATCH, "sampleHz": math.nan}), "NaN, which is not JSON"),
        ('{"type":"exec"}', 'The message type "exec" is not known here'),
        ("[" * 100_000, "not JSON"),
        (json.dumps({"type": "select", "id": 1, "nodes": [1] * 1001, "mode": "add"}), "at most 1000 items"),
        (json.dumps({"type": "select", "id": 1, "nodes": [1, -2], "mode": "add"}), "select.nodes[1]"),
        (json.dumps({"type": "select", "id": 1, "nodes": [], "mode": "eval"}), 'expected one of "replace", "add"'),
    ],
)
def test_a_bad_message_is_refused_with_a_sentence_that_names_the_path(text: str, says: str) -> None:
    with pytest.raises(wire.WireError) as refused:
        wire.read(text)
    assert says in str(refused.value)


@given(JSON)
def test_whatever_arrives_is_a_message_or_a_refusal(value: object) -> None:
    assert wire.check_message("fromHub", value) is None or isinstance(wire.check_message("fromBridge", value), str)


@given(any_of.text())
def test_whatever_text_arrives_is_a_message_or_a_refusal(text: str) -> None:
    with pytest.raises(wire.WireError):
        wire.read(text)


@given(any_of.dictionaries(any_of.text(), JSON, max_size=4))
def test_what_is_written_is_always_json_without_nan(message: dict[str, object]) -> None:
    text = wire.write(message)

    def refuse(name: str) -> None:
        raise AssertionError(name)

    json.loads(text.encode("utf-8").decode("utf-8"), parse_constant=refuse)


def test_nan_and_infinity_leave_as_null_and_lone_surrogates_as_escapes() -> None:
    text = wire.write({"a": math.nan, "b": [math.inf, 1.5], "c": "\ud800 \U0001f98a"})
    assert json.loads(text) == {"a": None, "b": [None, 1.5], "c": "\ud800 \U0001f98a"}
    text.encode("utf-8")
