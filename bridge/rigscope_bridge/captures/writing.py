"""Writes one capture into its file on the I/O thread, a small step at a time. Where it stands is told by desk.py."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from .. import columns
from ..hosts.host import CaptureNode, NodeFacts
from ..session_state import SessionState
from ..wire import write
from .closing import end_message, facts_messages, file_messages, late_nodes
from .ids import CaptureIds
from .log_file import LogFile, Written
from .notices import all_notices, first_sentence
from .running import MOST_FRAMES, Begun, CapturedFrame, Ended, HostFile, Item, PassBegun, RunningCapture, Told

MOST_BYTES = 512 * 1024 * 1024
_ROSTER_SECONDS = 10.0
"""So long a capture waits for the nodes to be read for the first time, without which nobody could say what cost."""


class Result(NamedTuple):
    """What became of it: done with a file, cancelled or failed without one."""

    state: str
    sentence: str | None
    file: Written | None = None


class CaptureWriting:
    """`result` is None until the host has ended and all is written."""

    def __init__(self, running: RunningCapture, path: Path, state: SessionState, ids: CaptureIds, now: float) -> None:
        self.running = running
        self.motion: str | None = None
        self.begun_at: float | None = None
        self.ended_at: float | None = None
        self.frames = 0
        self.result: Result | None = None
        self._path = path
        self._ids = ids
        self._base = ids.roster.as_it_is()
        self._encoder = columns.SampleEncoder()
        self._extra: dict[str, NodeFacts] = {}
        self._facts: list[CaptureNode] = []
        self._links_whole: bool | None = None
        self._sampled: dict[str, int] = {}
        self._sampled_keys: tuple[str, ...] = ()
        self._host_file: HostFile | None = None
        self._ended: Ended | None = None
        self._closing: Iterator[str | bytes | None] | None = None
        self._opening = self._opening_texts(state)
        self._file: LogFile | None = None
        try:
            self._file = LogFile(path, now)
        except OSError as error:
            self._fail(error)

    @property
    def has_ended(self) -> bool:
        """Whether the host is as it was."""
        return self._ended is not None

    def step(self, now: float) -> bool:
        """Does the next small thing; False where there is nothing to do now."""
        if self.result is not None:
            return False
        try:
            return self._step(now)
        except OSError as error:
            self._fail(error)
            return True

    def settle(self, result: Result) -> None:
        """Ends it without a file."""
        if self.result is None:
            self.result = result
            if self._file is not None:
                self._file.give_up()
            self._remove_host_file()

    def _step(self, now: float) -> bool:
        file = self._file
        if self.running.wish is not None and self.running.wish.kind != "enough":
            return self._discard(now)
        assert file is not None
        text = next(self._opening, None)
        if text is not None:
            file.add(text, now)
            return True
        if self._closing is not None:
            ended_at = now if self.ended_at is None else self.ended_at
            if self._ids.roster.version == 0 and now - ended_at < _ROSTER_SECONDS:
                return False
            for data in self._closing:
                if data is not None:
                    file.add(data, now)
                return True
            self.result = Result("done", self._missing(), file.finish())
            self._remove_host_file()
            return True
        if not self.running.items:
            return False
        self._take(self.running.items.popleft(), file, now)
        return True

    def _discard(self, now: float) -> bool:
        """Nothing is kept: only that the host has ended is waited for."""
        while self.running.items:
            item = self.running.items.popleft()
            if isinstance(item, Ended):
                self._ended, self.ended_at = item, now
            elif isinstance(item, HostFile):
                self._host_file = item
        wish = self.running.wish
        if self._ended is None or wish is None:
            return False
        if self._ended.outcome == "failed":
            self.settle(Result("failed", first_sentence(self._ended) or wish.sentence))
        else:
            self.settle(Result("failed" if wish.kind == "fail" else "cancelled", wish.sentence))
        return True

    def _take(self, item: Item, file: LogFile, now: float) -> None:
        if isinstance(item, CapturedFrame):
            self._take_frame(item, file, now)
        elif isinstance(item, Begun):
            self.motion, self.begun_at = item.motion, item.time
        elif isinstance(item, PassBegun):
            file.add(write({"type": "capturePass", "pass": item.number}), now)
        elif isinstance(item, Told):
            for extra in item.extra:
                self._extra[extra.key] = extra
                self._ids.get(extra.key)
            self._facts += item.facts
            self._links_whole = item.links_whole and self._links_whole is not False
        elif isinstance(item, HostFile):
            self._host_file = item
            size = item.path.stat().st_size
            if size > MOST_BYTES:
                because = f"The host recorded {size >> 20} MB, more than a capture holds. Capture fewer frames."
                self.running.end_because("fail", because)
        elif isinstance(item, Ended):
            self._end(item, now)

    def _take_frame(self, item: CapturedFrame, file: LogFile, now: float) -> None:
        if self.running.wish is not None:
            return
        row, sampled = item.row, item.costs
        try:
            costs = sampled.read()
        except Exception as error:  # noqa: BLE001 - the host's own reader
            because = f"What the nodes cost could not be read ({type(error).__name__}: {error})"
            self.running.end_because("fail", f"{because[:400]}. Take it again.")
            return
        if costs.keys != self._sampled_keys:
            self._sampled_keys = costs.keys
            for key in costs.keys:
                self._sampled[key] = self._ids.get(key)
        if row.own_cost != row.own_cost:
            row = row._replace(own_cost=item.own_cost)
        kinds, version, nan = columns.KINDS, self._base.version, columns.NAN
        head = columns.Header(kinds["frames"], 0, version, self.frames, 1, 0, now, nan, nan)
        file.add(columns.header(head) + columns.frames_body([row]), now)
        count, body = self._encoder.body(costs, self._ids.roster.version, self._ids)
        times = (sampled.time, sampled.frame, sampled.wall)
        head = columns.Header(kinds["samples"], sampled.flags, version, self.frames, count, 0, *times)
        file.add(columns.header(head) + body, now)
        self.frames += 1
        plan = self.running.plan
        if file.bytes > MOST_BYTES:
            self.running.end_because("enough", f"The capture reached {MOST_BYTES >> 20} MB and ended there.")
        elif self.frames >= MOST_FRAMES and plan.frames is None:
            self.running.end_because("enough", f"The capture reached {MOST_FRAMES} frames and ended there.")

    def _end(self, ended: Ended, now: float) -> None:
        self._ended, self.ended_at = ended, now
        if ended.outcome == "failed":
            self.settle(Result("failed", first_sentence(ended) or "The host ended the capture without saying why."))
        elif self.frames == 0 and self._host_file is None:
            self.settle(Result("cancelled", first_sentence(ended) or "The host ended it before the first frame."))
        else:
            self._closing = self._closing_texts(ended)

    def _opening_texts(self, state: SessionState) -> Iterator[str]:
        yield write(state.hello)
        if state.scene is not None:
            yield write(state.scene)
        yield from self._base.whole()

    def _closing_texts(self, ended: Ended) -> Iterator[str | bytes | None]:
        yield from late_nodes(self._ids, self._base, self._extra, self._sampled)
        yield from facts_messages(self._ids, self._facts, self._links_whole is True)
        if self._host_file is not None:
            yield from file_messages(self._host_file)
        notices = all_notices(self.running, ended, self.frames)
        is_cut = ended.outcome == "cancelled" and self.running.wish is None
        yield end_message("cancelled" if is_cut else "done", self.motion, self.frames, notices)

    def _missing(self) -> str | None:
        """What to know at once: the first sentence on what is missing."""
        if self._ended is None:
            return None
        notices = all_notices(self.running, self._ended, self.frames)
        return next((sentence for kind, sentence in notices if kind == "incomplete"), None)

    def _remove_host_file(self) -> None:
        if self._host_file is not None:
            with suppress(OSError):
                self._host_file.path.unlink(missing_ok=True)

    def _fail(self, error: OSError) -> None:
        folder = self._path.parent
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            because = (
                f"The disk of {folder} is full, so the capture could not be kept. Free some space and take it again."
            )
        else:
            because = f"The capture could not be written into {folder}: {error.strerror or error}."
        self.running.end_because("fail", because)
