"""Something that is found out once and that several facts read, whichever of them comes first."""

from __future__ import annotations

from collections.abc import Generator
from typing import Callable, Generic, TypeVar

Found = TypeVar("Found")


class Once(Generic[Found]):
    """Raises what finding out raised, to each fact that asks."""

    def __init__(self, find: Callable[[], Generator[None, None, Found]]) -> None:
        self._find = find
        self._found: list[Found] = []
        self._error: Exception | None = None

    def found(self) -> Generator[None, None, Found]:
        """What there is to be found, in slices the first time."""
        if self._error is not None:
            raise self._error
        if not self._found:
            try:
                self._found.append((yield from self._find()))
            except Exception as error:
                self._error = error
                raise
        return self._found[0]
