"""What a host has to lend the contract: ways to play, to select as an artist does, to look at what must not change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Protocol

from ..hosts.host import Host

Steps = Iterator[None]
"""A case gives control back to the host's event loop wherever it yields."""


class HostHarness(Protocol):
    """One running host with a small scene: at least one rig, something that is animated, three nodes to select."""

    host: Host
    has_views: bool
    """Whether drawing happens, so that frames have a draw submit and a view can be moved."""
    captures_to_file: bool
    """Whether what captured frames cost is in a file that the host writes itself, and not told with each frame."""

    def play(self, frames: int) -> Steps:
        """Lets the host evaluate at least so many frames."""

    def completed_frames(self) -> int:
        """How many frames the host itself has evaluated since it was made, whoever watched."""

    def selectable(self) -> Sequence[str]:
        """Keys of three nodes that can be selected together."""

    def select_by_hand(self, key: str) -> None:
        """Selects one node, not through the bridge."""

    def undo_steps(self) -> int | None:
        """Steps on the host's undo stack; None where the host does not tell."""

    def state(self) -> dict[str, Any]:
        """All that must be as it was: modified flag, undo, nodes, selection, time, preferences, registrations."""
