"""Names asset and version of a rig by the studio's rules: regular expressions over its path, properties, name or the
environment. Reading the rules is left to settings.py."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from .hosts.host import RigFacts
from .pattern_safety import why_unsafe

LONGEST_INPUT = 512


class Resolved(NamedTuple):
    """`by` says in a phrase which rule named them; all None where no rule fits."""

    asset: str | None
    version: str | None
    by: str | None


class _Rule(NamedTuple):
    source: str
    key: str | None
    pattern: re.Pattern[str]
    number: int


class Resolver:
    """The rules, compiled once. `problems` has a sentence for each rule that cannot be used."""

    def __init__(self, rules: Sequence[Mapping[str, Any]], environment: Mapping[str, str]) -> None:
        self.problems: list[str] = []
        self._environment = environment
        self._rules: list[_Rule] = []
        for number, rule in enumerate(rules, 1):
            self._add(number, rule)

    def resolve(self, rig: RigFacts) -> Resolved:
        """Asset and version by the first rule that fits."""
        for rule in self._rules:
            text = self._text(rule, rig)
            if text is None:
                continue
            # A path says most at its end; input without bound could hold the interpreter.
            found = rule.pattern.search(text[-LONGEST_INPUT:] if rule.source == "path" else text[:LONGEST_INPUT])
            if found is not None:
                groups = found.groupdict()
                by = f"rule {rule.number}, {rule.source}" + (f" {rule.key}" if rule.key else "")
                return Resolved(groups.get("asset") or None, groups.get("version") or None, by)
        return Resolved(None, None, None)

    def _add(self, number: int, rule: Mapping[str, Any]) -> None:
        source, key, text = rule["from"], rule["key"], rule["pattern"]
        if source in ("property", "environment") and not key:
            self.problems.append(f"Resolver rule {number} looks at {source} but names no key; it is left out.")
            return
        try:
            # JavaScript writes (?<name>, Python (?P<name>; look-behind (?<= and (?<! are the same in both.
            pattern = re.compile(re.sub(r"\(\?<(?![=!])", "(?P<", text))
        except (re.error, RecursionError, OverflowError) as error:
            self.problems.append(f"Resolver rule {number} has a pattern that cannot be used: {error}; it is left out.")
            return
        danger = why_unsafe(pattern)
        if danger is not None:
            self.problems.append(f"Resolver rule {number} {danger}; it is left out.")
        elif not {"asset", "version"} & set(pattern.groupindex):
            self.problems.append(f"Resolver rule {number} has neither a group asset nor version; it is left out.")
        else:
            self._rules.append(_Rule(source, key, pattern, number))

    def _text(self, rule: _Rule, rig: RigFacts) -> str | None:
        if rule.source == "path":
            return rig.source
        if rule.source == "name":
            return rig.name
        where = rig.properties if rule.source == "property" else self._environment
        return where.get(rule.key or "")
