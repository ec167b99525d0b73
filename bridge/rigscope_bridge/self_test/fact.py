"""A fact that the bridge relies on in a host, with the check that finds out whether it holds there.

When it is checked is left to run.py; the facts of a host are the host's own."""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from typing import Callable, NamedTuple, Union

Value = Union[float, bool, str]
"""A number, or a word of our own: never anything that somebody wrote into a scene."""


class Verdict(NamedTuple):
    """`measured` may be empty."""

    holds: bool
    measured: Mapping[str, Value] = {}


class NotAvailable(Exception):
    """Raised by a check that cannot be made here. `reason` is one of schema.json's words; `measured` as in Verdict."""

    def __init__(self, reason: str, measured: Mapping[str, Value] | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.measured = measured or {}


Check = Generator[None, None, Verdict]
"""Gives control back to the host's event loop wherever it yields; takes back what it does, also when it is closed."""


class Fact(NamedTuple):
    """`says` is a whole sentence. `needs` names what the host must provide first, in this order (a window, a scene of
    the test's own). `seconds` is how long the check may take at most."""

    id: str
    says: str
    check: Callable[[], Check]
    needs: tuple[str, ...] = ()
    seconds: float = 5.0


class Stage:
    """What the facts are checked on: a host may provide more than this. Nothing here raises but `provide`."""

    def provide(self, need: str) -> Generator[None, None, None]:
        """Makes what facts need, once for all of them. Raises NotAvailable where that cannot be."""
        yield

    def still_has(self, need: str) -> str | None:
        """Why what was provided is not there any more, in schema.json's words; None where it is."""
        return None

    def restore(self) -> Generator[None, None, Sequence[str]]:
        """Takes everything back, at the end; gives a sentence for each thing that was not."""
        yield
        return ()
