"""The I/O thread's half of captures: has each written, tells clients how it goes, and removes its file when nobody took
it. Asking the host is left to captures.py, the file to writing.py."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from ..sampler import Sampler
from ..session_state import SessionState
from ..slices import Slices
from ..wire import Message
from .captures import Captures
from .ids import CaptureIds
from .places import capture_path
from .writing import CaptureWriting, Result

_SECONDS_BETWEEN_TOLD = 0.1
_WORK_SECONDS = 0.006
# A hub that is started again meets the bridge well within this.
_ALONE_SECONDS = 10.0
_STILL_SECONDS = 60.0
_BUSY_SECONDS = 2.0
_OVERDUE_SECONDS = 10.0


class CaptureDesk:
    """One for each session; its methods are the I/O thread's."""

    def __init__(
        self, captures: Captures, sampler: Sampler, state: SessionState, runtime: Path, session: str, slices: Slices
    ) -> None:
        self._captures = captures
        self._sampler = sampler
        self._state = state
        self._runtime = runtime
        self._session = session
        self._slices = slices
        self._ids = CaptureIds(state.roster)
        self._writing: CaptureWriting | None = None
        self._paths: list[Path] = []
        self._told_at = 0.0
        self._alone_since: float | None = None
        self._moved_at = 0.0
        self._wished_at: float | None = None

    @property
    def is_writing(self) -> bool:
        """Whether a capture is under way or not yet told to its end."""
        return self._writing is not None or bool(self._captures.begun)

    def turn(self, now: float) -> Iterator[Message]:
        """Does what is due within some milliseconds; gives what is to be told to all clients."""
        writing = self._writing
        if writing is None:
            writing = self._next(now)
            if writing is None:
                return
            self._slices.rest_if_due()
        self._work(writing, now)
        self._watch(writing, now)
        message = self._message(writing, now)
        before = self._state.capture
        is_new = before is None or before["state"] != message["state"]
        if is_new or (now - self._told_at >= _SECONDS_BETWEEN_TOLD and message["state"] == "recording"):
            self._told_at = now
            self._state.capture = message
            yield message
        if writing.result is not None:
            self._writing = None

    def cancel(self, number: int) -> bool:
        """Wishes the end of a capture that is under way; False where there is none of this number."""
        writing = self._writing
        running = next((one for one in list(self._captures.begun) if one.number == number), None)
        if running is None and writing is not None and writing.running.number == number:
            running = writing.running
        if running is None:
            return False
        running.end_because("cancel")
        return True

    def attended(self) -> None:
        """Somebody is connected; they are not told of a file that was taken already."""
        self._alone_since = None
        capture = self._state.capture
        if capture is not None and capture["file"] is not None and not Path(capture["file"]["path"]).exists():
            self._state.capture = {**capture, "file": None}

    def left_alone(self, now: float) -> None:
        """The last client is gone."""
        self._alone_since = now

    def close(self, now: float) -> Iterator[Message]:
        """The bridge ends, and the main thread has ended the host's part."""
        yield from self.turn(now)
        if self._writing is not None:
            self._writing.settle(Result("cancelled", "The bridge was stopped while it captured."))
            yield self._message(self._writing, now)
        self._writing = None

    def remove_files(self) -> None:
        """Nobody takes them any more."""
        for path in self._paths:
            with suppress(OSError):
                path.unlink(missing_ok=True)

    def _next(self, now: float) -> CaptureWriting | None:
        if not self._captures.begun:
            return None
        running = self._captures.begun.popleft()
        path = capture_path(self._runtime, self._session, running.number)
        self._paths.append(path)
        self._state.capture = None
        self._moved_at, self._wished_at = now, None
        self._writing = CaptureWriting(running, path, self._state, self._ids, now)
        return self._writing

    def _work(self, writing: CaptureWriting, now: float) -> None:
        until = self._now() + _WORK_SECONDS
        while writing.step(now):
            self._moved_at = now
            if self._now() >= until:
                break
            self._slices.rest_if_due()

    def _watch(self, writing: CaptureWriting, now: float) -> None:
        running = writing.running
        if self._alone_since is not None and now - self._alone_since > _ALONE_SECONDS:
            running.end_because("cancel", "Nobody was connected any more, so the capture was ended.")
        # A host that is busy has something better to do; one that ticks and tells nothing has lost its way.
        if self._now() - self._sampler.last_tick > _BUSY_SECONDS:
            self._moved_at = now
        if now - self._moved_at > _STILL_SECONDS and not writing.has_ended:
            running.end_because("fail", f"Nothing was evaluated for {_STILL_SECONDS:.0f} seconds. Take it again.")
        if running.wish is None:
            return
        if self._wished_at is None:
            self._wished_at = now
        if running.wish.kind == "fail" and now - self._wished_at > _OVERDUE_SECONDS:
            writing.settle(Result("failed", running.wish.sentence))

    def _now(self) -> float:
        return self._sampler.now()

    def _message(self, writing: CaptureWriting, now: float) -> Message:
        plan, result = writing.running.plan, writing.result
        begun_at, ended_at = writing.begun_at, writing.ended_at
        wanted = None
        if plan.frames is not None:
            wanted = plan.frames * (1 if writing.motion == "observed" else plan.passes)
        done = 0.0 if begun_at is None else max(0.0, (now if ended_at is None else ended_at) - begun_at)
        file: dict[str, Any] | None = None
        if result is not None and result.file is not None:
            written = result.file
            file = {"path": str(written.path), "bytes": written.bytes, "sha256": written.sha256}
            file["format"] = "rigscope.log"
        return {
            "type": "capture",
            "time": now,
            "capture": writing.running.number,
            "state": self._state_of(writing),
            "motion": writing.motion,
            "framesDone": writing.frames,
            "framesWanted": wanted,
            "secondsDone": done,
            "secondsWanted": plan.seconds,
            "sentence": result.sentence if result is not None else None,
            "file": file,
        }

    @staticmethod
    def _state_of(writing: CaptureWriting) -> str:
        if writing.result is not None:
            return writing.result.state
        if writing.has_ended:
            return "writing"
        return "recording" if writing.begun_at is not None else "warmingUp"
