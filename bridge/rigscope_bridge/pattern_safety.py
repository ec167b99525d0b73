"""Tells whether a regular expression could run for very long on some input: Python holds the interpreter while it
matches and cannot be stopped, so such a pattern would hang the host."""

from __future__ import annotations

import re
import sys
from time import perf_counter
from typing import Any

if sys.version_info >= (3, 11):
    from re import _parser as parser
else:
    import sre_parse as parser

_LONG_REPEAT = 16
_SLOW_SECONDS = 0.003
_ALPHABETS = ("a", "1", "_", "/", "/a", "a_", "a1", ".a", "a-v1", " ")
_LENGTHS = (8, 16, 32, 64, 128, 256, 512)


def why_unsafe(pattern: re.Pattern[str]) -> str | None:
    """A phrase saying why the pattern is not used, None where it is safe enough."""
    try:
        tree = parser.parse(pattern.pattern, pattern.flags)
    except (re.error, RecursionError):
        return "has a pattern that cannot be looked into"
    if _has_repeat_in_repeat(tree, False):
        return "repeats something that itself repeats or branches, which can take for ever"
    return "grows too slow on long input" if _is_slow(pattern) else None


def _has_repeat_in_repeat(node: Any, inside: bool) -> bool:
    """Whether an unbounded repeat holds another repeat or a branch: the pattern of exponential matching."""
    for name, value in node:
        kind = str(name)
        if kind in ("MAX_REPEAT", "MIN_REPEAT"):
            low, high, body = value
            if inside and high != low:
                return True
            if _has_repeat_in_repeat(body, inside or (high != low and high > _LONG_REPEAT)):
                return True
        elif kind == "BRANCH":
            if inside or any(_has_repeat_in_repeat(branch, inside) for branch in value[1]):
                return True
        elif kind == "GROUPREF":
            if inside:
                return True
        elif kind == "SUBPATTERN":
            if _has_repeat_in_repeat(value[3], inside):
                return True
        elif kind in ("ASSERT", "ASSERT_NOT"):
            if _has_repeat_in_repeat(value[1], inside):
                return True
    return False


def _is_slow(pattern: re.Pattern[str]) -> bool:
    """Tries growing inputs and stops at the first slow one: without nested repeats time grows by a power of length."""
    for letters in _ALPHABETS:
        for length in _LENGTHS:
            text = (letters * length)[:length] + "\n"
            quickest = min(_seconds(pattern, text) for _ in range(2))
            if quickest > _SLOW_SECONDS:
                return True
    return False


def _seconds(pattern: re.Pattern[str], text: str) -> float:
    began = perf_counter()
    pattern.search(text)
    return perf_counter() - began
