"""What maya.utils offers: calls for the main thread's idle queue, and the handler of Python's logging."""

from __future__ import annotations

import logging
import threading
from functools import partial
from typing import Callable

from .installed import running
from .script_editor import ERROR, INFO, WARNING


def executeDeferred(function: Callable[..., object], *arguments: object, **keywords: object) -> None:
    """Runs when Maya is idle; in batch never."""
    running().loop.defer(partial(function, *arguments, **keywords))


def executeInMainThreadWithResult(function: Callable[..., object], *arguments: object, **keywords: object) -> object:
    """At once on the main thread; from another it waits until Maya is idle, which a waiting main thread never is."""
    call = partial(function, *arguments, **keywords)
    if threading.current_thread() is threading.main_thread():
        return call()
    return running().loop.call_and_wait(call)


def processIdleEvents() -> None:
    """Lets Maya be idle once, in the midst of a script."""
    running().loop.idle_now()


class MayaGuiLogHandler(logging.Handler):
    """Shows records in the script editor."""

    def emit(self, record: logging.LogRecord) -> None:
        kind = ERROR if record.levelno > logging.WARNING else WARNING if record.levelno > logging.INFO else INFO
        running().script_editor.show(self.format(record), kind)


def guiLogHandler() -> logging.Handler:
    """A new handler, which its user adds and removes."""
    return MayaGuiLogHandler()


def formatGuiException(
    exceptionType: type[BaseException], exceptionObject: BaseException, traceBack: object, detail: int = 2
) -> str:
    """What Maya shows of an exception; it calls whatever stands under this name then."""
    return f"{exceptionType.__name__}: {exceptionObject}"


UTILS: dict[str, object] = {
    function.__name__: function
    for function in (
        executeDeferred,
        executeInMainThreadWithResult,
        formatGuiException,
        processIdleEvents,
        MayaGuiLogHandler,
        guiLogHandler,
    )
}
