"""The host contract as facts: the same cases that the tests of every host run, under the same names."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ..contract.harness import HostHarness, Steps
from .fact import Check, Fact, Verdict

_SECONDS = 20.0
"""Some cases make every callback fail in turn, which takes a while where a frame does."""

Case = Callable[[HostHarness], Steps]


def contract_facts(
    cases: Sequence[Case],
    harness: Callable[[], HostHarness],
    needs: Callable[[Case], tuple[str, ...]],
    turn: Callable[[], None],
) -> list[Fact]:
    """A fact for each case. `harness` gives the same one to all; `turn` is called wherever a case gives control back,
    for hosts that do nothing by themselves there."""
    return [_fact(case, harness, needs(case), turn) for case in cases]


def _fact(case: Case, harness: Callable[[], HostHarness], needs: tuple[str, ...], turn: Callable[[], None]) -> Fact:
    def check() -> Check:
        for _ in case(harness()):
            turn()
            yield
        return Verdict(True)

    words = case.__name__.replace("_", " ")
    return Fact(f"contract.{case.__name__}", f"{words[0].upper()}{words[1:]}.", check, needs, _SECONDS)
