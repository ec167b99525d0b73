"""Which deformers and meshes Maya's GPU override took in, and why not the others. The command is a plug-in's, which may
not be loaded."""

from __future__ import annotations

import logging
from typing import Any, Callable

from .maya_api import cmds
from .maya_roster import ReadNode

_log = logging.getLogger("rigscope.hosts.maya")


class GpuOverride:
    """One reading."""

    def __init__(self) -> None:
        # Neither set of declarations has it.
        self._ask: Callable[..., Any] | None = getattr(cmds, "deformerEvaluator", None)
        self._kinds = {*self._texts(deformers=True), "mesh"}
        self._active = set(self._texts(list=True))
        if len(self._kinds) == 1:
            self._ask = None

    def of(self, read: ReadNode) -> tuple[bool | None, str | None]:
        """Whether a node is evaluated on the GPU, and what Maya says of it; None where it does not tell."""
        if self._ask is None:
            return None, None
        if read.kind not in self._kinds:
            return False, None
        is_active = read.name in self._active or read.path in self._active
        said = [text for text in self._texts(read.path, message=True) if text.strip()]
        return is_active, " ".join(said)[:500] or None

    def _texts(self, *names: str, **flags: bool) -> list[str]:
        if self._ask is None:
            return []
        try:
            found = self._ask(*names, query=True, **flags)
        except (RuntimeError, TypeError, ValueError) as error:
            _log.debug("Maya does not tell of its GPU override: %s", error)
            self._ask = None
            return []
        if isinstance(found, str):
            return [found]
        return [str(text) for text in found] if isinstance(found, (list, tuple)) else []
