"""Rigscope's bridge inside a host: `start`, `stop` and `status`, none of which ever raises into the host.

Which host it is and what it can do is left to the hosts package."""

from __future__ import annotations

from .control import Status, start, status, stop

__all__ = ["Status", "start", "status", "stop"]
