"""Checks plain JSON values against schema.json, covering exactly the words of JSON Schema that it uses.

Reading text and naming message types is left to wire.py."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from pathlib import Path
from typing import Any, Callable

Schema = dict[str, Any]
_NOTES = frozenset(("$schema", "description"))
_KNOWN = _NOTES | {"type", "properties", "required", "items", "maxItems", "anyOf", "oneOf", "const", "enum", "pattern"}
_KNOWN_LIMITS = frozenset(("minimum", "maximum", "minLength", "maxLength"))
_WORDS = {"object": "an object", "array": "a list", "string": "text", "null": "null"}
_WORDS.update({"integer": "a whole number", "number": "a number", "boolean": "true or false"})


@lru_cache(maxsize=1)
def schema() -> Schema:
    """The whole of schema.json."""
    content: Schema = json.loads((Path(__file__).parent / "schema.json").read_text("utf-8"))
    return content


def _is(kind: str, value: object) -> bool:
    if kind == "number":
        # In Python True is a number; on the wire it is not. NaN and infinities do not exist in JSON.
        return type(value) is int or (type(value) is float and value - value == 0)
    if kind == "integer":
        return type(value) is int or (type(value) is float and value.is_integer())
    checks: dict[str, type] = {"object": dict, "array": list, "string": str, "boolean": bool, "null": type(None)}
    return isinstance(value, checks[kind])


def _named(value: object) -> str:
    """A value in words for a refusal, never long."""
    if value is None or isinstance(value, bool):
        return json.dumps(value)
    if isinstance(value, str):
        return json.dumps(value if len(value) <= 40 else value[:39] + "…", ensure_ascii=False)
    if isinstance(value, (int, float)):
        return repr(value)
    return "an object" if isinstance(value, dict) else "a list" if isinstance(value, list) else type(value).__name__


def _expected(part: Schema) -> str:
    if "const" in part:
        return _named(part["const"])
    if "enum" in part:
        return "one of " + ", ".join(_named(value) for value in part["enum"])
    if "anyOf" in part or "oneOf" in part:
        return " or ".join(dict.fromkeys(_expected(choice) for choice in part.get("anyOf", []) + part.get("oneOf", [])))
    kinds = part.get("type", [])
    return " or ".join(_WORDS[kind] for kind in ([kinds] if isinstance(kinds, str) else kinds)) or "anything"


def check(part: Schema, value: object, path: str = "") -> str | None:
    """Gives None where the value fits, else a sentence naming the path: `watch.frames: expected ..., got ...`."""
    unknown = part.keys() - _KNOWN - _KNOWN_LIMITS
    if unknown:
        raise ValueError(f"schema.json uses words that this checker does not know: {sorted(unknown)}")
    choices = part.get("anyOf") or part.get("oneOf")
    if choices is not None:
        return _check_choices(choices, part, value, path)
    if ("const" in part and not _same(part["const"], value)) or (
        "enum" in part and not any(_same(choice, value) for choice in part["enum"])
    ):
        return f"{path}: expected {_expected(part)}, got {_named(value)}"
    kinds = part.get("type")
    if kinds is not None and not any(_is(kind, value) for kind in ([kinds] if isinstance(kinds, str) else kinds)):
        return f"{path}: expected {_expected(part)}, got {_named(value)}"
    inner: Callable[[Schema, Any, str], str | None] | None = _INNER.get(type(value))
    return None if inner is None else inner(part, value, path)


def _same(left: object, right: object) -> bool:
    return left == right and isinstance(left, bool) == isinstance(right, bool)


def _check_choices(choices: list[Schema], part: Schema, value: object, path: str) -> str | None:
    refusals = []
    for choice in choices:
        refusal = check(choice, value, path)
        if refusal is None:
            return None
        refusals.append((choice, refusal))
    fitting = [refusal for choice, refusal in refusals if _tags_fit(choice, value)]
    return fitting[0] if len(fitting) == 1 else f"{path}: expected {_expected(part)}, got {_named(value)}"


def _tags_fit(choice: Schema, value: object) -> bool:
    """Whether a choice is the one that the value means: right type, and the constants that tell choices apart."""
    kind = choice.get("type")
    if not isinstance(kind, str) or not _is(kind, value):
        return False
    tags = {name: sub for name, sub in choice.get("properties", {}).items() if "const" in sub}
    return isinstance(value, dict) and all(name in value and value[name] == sub["const"] for name, sub in tags.items())


def _check_object(part: Schema, value: dict[str, Any], path: str) -> str | None:
    for name in part.get("required", ()):
        if name not in value:
            return f"{path}.{name}: expected {_expected(part['properties'][name])}, got nothing"
    for name, sub in part.get("properties", {}).items():
        if name in value:
            refusal = check(sub, value[name], f"{path}.{name}" if path else name)
            if refusal is not None:
                return refusal
    return None


def _check_list(part: Schema, value: list[Any], path: str) -> str | None:
    if len(value) > part.get("maxItems", len(value)):
        return f"{path}: expected at most {part['maxItems']} items, got {len(value)}"
    items = part.get("items")
    if items is not None:
        for index, item in enumerate(value):
            refusal = check(items, item, f"{path}[{index}]")
            if refusal is not None:
                return refusal
    return None


def _check_text(part: Schema, value: str, path: str) -> str | None:
    # JavaScript counts UTF-16 units; the limits are the schema's, so they are counted its way.
    length = len(value.encode("utf-16-le", "surrogatepass")) // 2
    if length < part.get("minLength", 0) or length > part.get("maxLength", length):
        return f"{path}: expected {part.get('minLength', 0)} to {part.get('maxLength', 'any')} letters, got {length}"
    # JavaScript's $ is the very end, Python's also fits before a last line break.
    pattern = part.get("pattern")
    if pattern is not None and re.search(re.sub(r"(?<!\\)\$$", r"\\Z", pattern), value) is None:
        return f"{path}: expected text like {pattern}, got {_named(value)}"
    return None


def _check_number(part: Schema, value: float, path: str) -> str | None:
    low, high = part.get("minimum"), part.get("maximum")
    if low is not None and value < low:
        return f"{path}: expected at least {low}, got {_named(value)}"
    if high is not None and value > high:
        return f"{path}: expected at most {high}, got {_named(value)}"
    return None


_INNER: dict[type, Callable[[Schema, Any, str], str | None]] = {
    dict: _check_object,
    list: _check_list,
    str: _check_text,
    int: _check_number,
    float: _check_number,
}
