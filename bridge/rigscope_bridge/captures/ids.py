"""Ids of captured nodes: the roster's where it knows them, else ids of captures alone, which no roster ever gives."""

from __future__ import annotations

from ..roster_parts import RosterPicture

# The roster counts up from 1 and would take a century to come here.
_FIRST_OWN = 0xC0000000


class CaptureIds:
    """Lives as long as the session: a key that only captures know keeps its id from capture to capture."""

    def __init__(self, roster: RosterPicture) -> None:
        self.roster = roster
        self._own: dict[str, int] = {}

    def get(self, key: str, default: int = -1, /) -> int:
        """The id of a key, a new one where it has none; never the default."""
        known = self.roster.ids.get(key)
        if known is None:
            known = self._own.setdefault(key, _FIRST_OWN + len(self._own))
        return known

    def known(self, key: str | None) -> int | None:
        """The id of a key that has one."""
        if key is None:
            return None
        return self.roster.ids.get(key, self._own.get(key))
