"""One run of a self-test: fact after fact, a slice at each turn of the host, within a minute in all, whatever fails.

What a fact is, is in fact.py; who calls `turn` and where the report goes is left to the host."""

from __future__ import annotations

import traceback
from collections.abc import Generator, Mapping, Sequence
from time import perf_counter
from typing import Any, Callable, NamedTuple

from .fact import Fact, NotAvailable, Stage, Value, Verdict

MOST_SECONDS = 55.0
"""For all facts; what is left of a minute is for taking everything back."""

Slices = Generator[None, None, None]


class Outcome(NamedTuple):
    """What became of a fact, in schema.json's words."""

    fact: Fact
    outcome: str
    because: str | None
    measured: Mapping[str, Value]


class SelfTestRun:
    """`say` is given each line of progress, `ended` the outcomes and how it ended; `outcomes` may be read meanwhile."""

    def __init__(
        self,
        facts: Sequence[Fact],
        stage: Stage,
        say: Callable[[str], None],
        ended: Callable[[Sequence[Outcome], str, float], None],
        most_seconds: float = MOST_SECONDS,
    ) -> None:
        self.outcomes: list[Outcome] = []
        self.is_over = False
        self._facts = facts
        self._stage = stage
        self._say = say
        self._ended = ended
        self._most_seconds = most_seconds
        self._ending = "complete"
        self._provided: dict[str, NotAvailable | None] = {}
        self._began = perf_counter()
        self._slices = self._run()

    @property
    def progress(self) -> float:
        """From 0 to 1."""
        return len(self.outcomes) / max(1, len(self._facts))

    def turn(self) -> None:
        """Goes on for one slice; never raises."""
        if self.is_over:
            return
        try:
            next(self._slices)
        except StopIteration:
            pass
        except Exception as error:  # noqa: BLE001 - whatever goes wrong here must not reach the host
            self._finish()
            self._say(f"The self-test broke off after an error of its own: {_line(error)}")

    def cancel(self) -> None:
        """Ends it at the next turn, with what is known by then."""
        self._ending = "cancelled"

    def _run(self) -> Slices:
        for number, fact in enumerate(self._facts, 1):
            if self._is_ending():
                outcome = Outcome(fact, "notAvailable", "stopped", {})
            else:
                outcome = yield from self._judge(fact)
            self.outcomes.append(outcome)
            self._say(f"{number}/{len(self._facts)} {_in_words(outcome)}")
            yield
        for sentence in (yield from self._stage.restore()):
            self._say(sentence)
        self._finish()

    def _finish(self) -> None:
        self.is_over = True
        self._ended(self.outcomes, self._ending, self._seconds())

    def _judge(self, fact: Fact) -> Generator[None, None, Outcome]:
        try:
            for need in fact.needs:
                yield from self._provide(need)
            return (yield from self._check(fact))
        except NotAvailable as missing:
            return Outcome(fact, "notAvailable", missing.reason, missing.measured)
        except Exception as error:  # noqa: BLE001 - a check that raises is a fact that fails, not the end of the test
            # Its text may name what is in the scene: it is for whoever watches, not for the report.
            self._say(f"  {_line(error)}")
            return Outcome(fact, "fails", "raised", {"error": type(error).__name__})

    def _provide(self, need: str) -> Slices:
        if need not in self._provided:
            try:
                yield from self._stage.provide(need)
                self._provided[need] = None
            except NotAvailable as missing:
                self._provided[need] = missing
        missing_here, gone = self._provided[need], self._stage.still_has(need)
        if missing_here is not None:
            raise missing_here
        if gone is not None:
            raise NotAvailable(gone)

    def _check(self, fact: Fact) -> Generator[None, None, Outcome]:
        began = perf_counter()
        slices = fact.check()
        try:
            while True:
                try:
                    next(slices)
                except StopIteration as end:
                    return _judged(fact, end.value)
                seconds = perf_counter() - began
                if self._is_ending():
                    return Outcome(fact, "notAvailable", "stopped", {})
                if seconds > fact.seconds:
                    return Outcome(fact, "notAvailable", "tookTooLong", {"seconds": round(seconds, 3)})
                yield
        finally:
            slices.close()

    def _is_ending(self) -> bool:
        if self._ending == "complete" and self._seconds() > self._most_seconds:
            self._ending = "timeUp"
        return self._ending != "complete"

    def _seconds(self) -> float:
        return perf_counter() - self._began


def _judged(fact: Fact, verdict: Verdict) -> Outcome:
    return Outcome(fact, "holds" if verdict.holds else "fails", None, verdict.measured)


_WORDS = {"holds": "holds", "fails": "FAILS", "notAvailable": "not available"}


def _in_words(outcome: Outcome) -> str:
    found = ", ".join(f"{name} {_short(value)}" for name, value in outcome.measured.items())
    details = ": ".join(part for part in (outcome.because or "", found) if part)
    return f"{_WORDS[outcome.outcome]}: {outcome.fact.says}{f' ({details})' if details else ''}"


def _short(value: Any) -> str:
    return f"{value:.4g}" if isinstance(value, float) else str(value)


def _line(error: BaseException) -> str:
    return "".join(traceback.format_exception_only(type(error), error)).strip()[:500]
