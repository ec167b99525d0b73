"""Whether the commands of this Maya have the flags that the bridge gives them, by what Maya's own help says of them."""

from __future__ import annotations

import re
from functools import partial

from ...self_test.fact import Check, Fact, NotAvailable, Verdict
from ..maya_api import cmds
from .unrecorded import unrecorded
from .used import COMMANDS, DISPENSABLE

_FLAG = re.compile(r"^\s*-\w+\s+-(\w+)\b", re.MULTILINE)
_ALWAYS = frozenset({"query", "edit"})


def _check(command: str, wanted: frozenset[str]) -> Check:
    yield
    if not hasattr(cmds, command):
        raise NotAvailable("notInThisVersion")
    with unrecorded():
        text = str(cmds.help(command))
    found = frozenset(_FLAG.findall(text))
    if not found and wanted - _ALWAYS:
        raise NotAvailable("notInThisVersion")
    missing = sorted(wanted - found - _ALWAYS)
    measured = {"flags": len(found), "missing": len(missing), **{f"without {flag}": True for flag in missing}}
    return Verdict(all(f"{command}.{flag}" in DISPENSABLE for flag in missing), measured)


def _fact(command: str, flags: str) -> Fact:
    wanted = frozenset(flags.split())
    says = f"The command {command} has every flag that the bridge gives it."
    return Fact(f"commands.{command}", says, partial(_check, command, wanted))


FACTS = tuple(_fact(command, flags) for command, flags in COMMANDS.items())
