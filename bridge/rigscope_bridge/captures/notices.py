"""What must be said with a capture: the host's own sentences, and what the bridge knows to be missing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .running import Ended, RunningCapture


def all_notices(running: RunningCapture, ended: Ended, frames: int) -> Sequence[tuple[str, str]]:
    """Pairs of kind and sentence, of a capture of which `frames` are in the file."""
    return [*ended.notices, *_of_the_bridge(running, ended, frames)]


def first_sentence(ended: Ended) -> str | None:
    """Of a failure it says why."""
    return next((sentence for _, sentence in ended.notices), None)


def _of_the_bridge(running: RunningCapture, ended: Ended, frames: int) -> Iterator[tuple[str, str]]:
    if running.wish is not None and running.wish.sentence is not None:
        yield "incomplete", running.wish.sentence
    elif ended.outcome == "cancelled" and not any(kind == "incomplete" for kind, _ in ended.notices):
        yield "incomplete", f"The host ended the capture after {frames} frames."
    if running.frames_dropped:
        yield "incomplete", f"{running.frames_dropped} frames are missing: the disk was slower than the host."
    if running.facts_dropped:
        yield "incomplete", f"Of {running.facts_dropped} nodes only the costs are known: the scene has too many."
