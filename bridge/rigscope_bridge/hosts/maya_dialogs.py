"""Whether a modal dialog waits for the artist: Maya's commands do not tell, the Qt that it is made with does."""

from __future__ import annotations

from importlib import import_module
from typing import Any


class MayaDialogs:
    """Made once for each attachment, since finding Qt's Python takes a moment."""

    def __init__(self) -> None:
        self._application: Any = _application()

    def is_open(self) -> bool:
        """Whether a modal dialog is open; never where there is no Qt to ask."""
        return self._application is not None and self._application.activeModalWidget() is not None


def _application() -> Any:
    # PySide6 from Maya 2025 on.
    for package in ("PySide6", "PySide2"):
        try:
            return import_module(f"{package}.QtWidgets").QApplication
        except ImportError:
            continue
    return None
