"""JSON text of the wire to messages and back, each checked against schema.json where it is received.

What a message means is left to conversation.py; the binary lane to columns.py."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any, NoReturn

from .schema import Schema, check, schema

Message = dict[str, Any]
"""One message of the wire with its camelCase fields."""


class WireError(Exception):
    """What was received is not a message; the text is a sentence for people, naming the path of what is wrong."""


@lru_cache(maxsize=3)
def _by_type(direction: str) -> dict[str, Schema]:
    return {choice["properties"]["type"]["const"]: choice for choice in schema()[direction]["oneOf"]}


def check_message(direction: str, value: object) -> str | None:
    """Gives None where `value` is a message of `direction` (fromBridge, fromHub, inCapture), else a sentence saying why
    not."""
    if not isinstance(value, dict):
        return "A message must be an object."
    kind = value.get("type")
    if not isinstance(kind, str):
        return "type: expected text, got nothing" if kind is None else "type: expected text"
    known = _by_type(direction).get(kind)
    if known is None:
        return f"The message type {json.dumps(kind[:40])} is not known here."
    return check(known, value, kind)


def _refuse_constant(name: str) -> NoReturn:
    raise WireError(f"A message holds {name}, which is not JSON.")


def read(text: str, direction: str = "fromHub") -> Message:
    """Reads and checks one message. Raises WireError with a sentence."""
    try:
        value = json.loads(text, parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        detail = error.msg if isinstance(error, json.JSONDecodeError) else "it is nested too deeply or damaged"
        raise WireError(f"A message is not JSON: {detail}.") from error
    refusal = check_message(direction, value)
    if refusal is not None:
        raise WireError(refusal)
    message: Message = value
    return message


def without_nan(value: Any) -> Any:
    """The same value with every number that JSON cannot say as null."""
    if isinstance(value, float):
        return value if value - value == 0 else None
    if isinstance(value, dict):
        return {name: without_nan(sub) for name, sub in value.items()}
    if isinstance(value, (list, tuple)):
        return [without_nan(item) for item in value]
    return value


def write(message: Message) -> str:
    """The text of a message. NaN and infinities leave as null; a lone surrogate leaves as an escape."""
    try:
        text = json.dumps(message, allow_nan=False, separators=(",", ":"), ensure_ascii=False)
    except ValueError:
        text = json.dumps(without_nan(message), allow_nan=False, separators=(",", ":"), ensure_ascii=False)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        text = json.dumps(without_nan(message), allow_nan=False, separators=(",", ":"))
    return text
