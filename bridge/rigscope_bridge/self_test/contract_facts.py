"""The host contract as facts: the same cases that the tests of every host run, under the same names."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ..contract.capture_cases import CAPTURE_CASES
from ..contract.cases import CASES
from ..contract.harness import HostHarness, Steps
from .fact import Check, Fact, Verdict

# Some cases make every callback fail in turn, which takes a while where a frame does.
_SECONDS = 8.0


def contract_facts(harness: Callable[[], HostHarness], needs: Sequence[str]) -> list[Fact]:
    """A fact for each case. `harness` is called when the first begins, and once."""
    made: list[HostHarness] = []

    def lent() -> HostHarness:
        if not made:
            made.append(harness())
        return made[0]

    return [_fact(case, lent, tuple(needs)) for case in (*CASES, *CAPTURE_CASES)]


def _fact(case: Callable[[HostHarness], Steps], lent: Callable[[], HostHarness], needs: tuple[str, ...]) -> Fact:
    def check() -> Check:
        yield from case(lent())
        return Verdict(True)

    words = case.__name__.replace("_", " ")
    return Fact(f"contract.{case.__name__}", f"{words[0].upper()}{words[1:]}.", check, needs, _SECONDS)
