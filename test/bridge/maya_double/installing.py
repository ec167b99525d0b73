"""Puts the double's modules where `import maya` finds them, and takes them away again."""

from __future__ import annotations

import sys
from types import ModuleType
from typing import Callable

from .app import MayaApp
from .installed import occupy
from .modules import MODULES
from .qt import qt_modules


def install(app: MayaApp) -> Callable[[], None]:
    """From now on `import maya` and what was imported from it before mean this app. Gives what undoes that."""
    modules = {**MODULES, **({} if app.batch else qt_modules(app.version.year))}
    hidden: dict[str, ModuleType | None] = {name: sys.modules.get(name) for name in modules}
    sys.modules.update(modules)
    before = occupy(app)

    def undo() -> None:
        occupy(before)
        for name, module in hidden.items():
            if module is None:
                sys.modules.pop(name, None)
            else:
                sys.modules[name] = module

    return undo
