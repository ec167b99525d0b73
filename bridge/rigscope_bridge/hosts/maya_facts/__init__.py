"""Facts that the Maya host relies on, for the self-test: each is checked in the Maya that runs, a file a subject."""

from __future__ import annotations

from pathlib import Path

from ...self_test.fact import Fact
from . import commands, drawing, evaluation, idle, members, nodes, output, playing, recording, time, undo


def maya_facts(folder: Path) -> list[Fact]:
    """Those of one run, in the order in which they are checked: what only reads comes first. `folder` takes files that
    are there for a moment."""
    read_only = (commands, members, evaluation, nodes, idle, time, undo, drawing)
    return [*(fact for subject in read_only for fact in subject.FACTS), *playing.facts(), *recording.facts(folder)]


def last_facts() -> list[Fact]:
    """Those that come after everything else."""
    return [*output.FACTS]
