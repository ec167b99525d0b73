"""Whoever asked for a capture, remembering all that it was told."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ..hosts.host import CaptureNode, FrameRow, NodeFacts, SampledFrame


class RecordedCapture:
    """Fulfils CaptureEvents. `told_in_order`: begun, then passes each before its frames, then nodes, then the end."""

    def __init__(self) -> None:
        self.motions: list[str] = []
        self.passes: list[int] = []
        self.rows: list[tuple[FrameRow, SampledFrame]] = []
        self.extra: list[NodeFacts] = []
        self.facts: list[CaptureNode] = []
        self.files: list[tuple[Path, str]] = []
        self.outcomes: list[str] = []
        self.notices: list[tuple[str, str]] = []
        self.told_in_order = True

    @property
    def is_over(self) -> bool:
        return bool(self.outcomes)

    def begun(self, motion: str) -> None:
        self._in_order(not self.passes)
        self.motions.append(motion)

    def pass_begun(self, index: int) -> None:
        self._in_order(bool(self.motions) and not self.facts)
        self.passes.append(index)

    def frame(self, row: FrameRow, costs: SampledFrame) -> None:
        self._in_order(bool(self.passes) and not self.facts)
        self.rows.append((row, costs))

    def nodes(self, extra: Sequence[NodeFacts], facts: Sequence[CaptureNode], links_whole: bool) -> None:
        self._in_order(not self.outcomes)
        self.extra.extend(extra)
        self.facts.extend(facts)

    def file(self, path: Path, format: str, began: float, until: float) -> None:
        self._in_order(bool(self.passes) and began <= until)
        self.files.append((path, format))

    def ended(self, outcome: str, notices: Sequence[tuple[str, str]]) -> None:
        self.outcomes.append(outcome)
        self.notices.extend(notices)

    def said(self, kind: str) -> str:
        """All sentences of a kind, together."""
        return " ".join(sentence for of, sentence in self.notices if of == kind)

    def _in_order(self, holds: bool) -> None:
        self.told_in_order = self.told_in_order and holds and not self.outcomes
