"""The little of Qt that a bridge asks: whether a modal dialog is open. PySide6 from Maya 2025 on, else PySide2."""

from __future__ import annotations

from types import ModuleType

from .installed import running


class QApplication:
    """Statics alone."""

    @staticmethod
    def activeModalWidget() -> object | None:
        return "a dialog" if running().loop.is_modal else None


def qt_modules(year: int) -> dict[str, ModuleType]:
    """By their full names."""
    package = "PySide6" if year >= 2025 else "PySide2"
    top, widgets = ModuleType(package), ModuleType(f"{package}.QtWidgets")
    top.__path__ = []
    widgets.QApplication = QApplication  # type: ignore[attr-defined]
    top.QtWidgets = widgets  # type: ignore[attr-defined]
    return {package: top, f"{package}.QtWidgets": widgets}
