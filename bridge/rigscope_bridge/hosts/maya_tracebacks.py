"""Tracebacks of what fails in Maya's Python: Maya calls no `sys.excepthook` for them, but a function of maya.utils that
its documentation offers for replacement. Those of Python's own hook are left to logs.py.
"""

from __future__ import annotations

import traceback
from types import TracebackType
from typing import Any, Callable

from ..logs import owner_of
from .host import HostLine, Say
from .maya_api import utils


class MayaTracebacks:
    """Stands before whoever formats exceptions for Maya, and changes nothing of what that gives."""

    def __init__(self, say: Say) -> None:
        self._say = say
        self._is_on = False
        self._before: Callable[..., Any] | None = None

    def start(self) -> None:
        """Listens from now on."""
        self._before = utils.formatGuiException
        self._is_on = True
        utils.formatGuiException = self._format

    def stop(self) -> None:
        """Steps back. Where somebody stands before us, ours stays behind and only hands on."""
        self._is_on = False
        if utils.formatGuiException == self._format:
            utils.formatGuiException = self._before

    def _format(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None, detail: int = 2
    ) -> Any:
        if self._is_on:
            try:
                text = "".join(traceback.format_exception(kind, error, trace)).rstrip()
                self._say(HostLine("error", "traceback", text, owner_of(trace)))
            except Exception:  # noqa: BLE001, S110 - the artist must see the exception whatever becomes of ours
                pass
        return self._before(kind, error, trace, detail) if self._before is not None else str(error)
