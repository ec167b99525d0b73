"""How a command of maya.cmds is called: by name, through the gate, with flags that it was declared to honour."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Callable

from ..gate import NotInDouble

if TYPE_CHECKING:
    from ..app import MayaApp


class Flags(dict[str, Any]):
    """The flags of one call, by long name."""

    @property
    def query(self) -> bool:
        return bool(self.get("query"))

    @property
    def edit(self) -> bool:
        return bool(self.get("edit"))

    def asked(self) -> str:
        """The first flag of a query, which is what is asked for."""
        return next((name for name in self if name not in ("query", "edit")), "")


Handler = Callable[["MayaApp", "tuple[Any, ...]", Flags], object]
_HANDLERS: dict[str, tuple[Handler, frozenset[str]]] = {}


def command(name: str, flags: str = "") -> Callable[[Handler], Handler]:
    """Makes a function a command that honours these flags."""

    def enter(handler: Handler) -> Handler:
        _HANDLERS[name] = (handler, frozenset(flags.split()))
        return handler

    return enter


class CommandCall:
    """What `cmds.ls` is."""

    def __init__(self, app: MayaApp, name: str) -> None:
        self._app = app
        self._name = name
        app.gate.command(name)
        if name not in _HANDLERS:
            # A plug-in's command is not there at all while the plug-in is not.
            app.gate.refuse(NotInDouble(f"The double does not do the command {name}: see maya_double/commands."))
        if name in _OF_PLUG_INS and _OF_PLUG_INS[name] not in app.files.plug_ins:
            raise AttributeError(f"module 'maya.cmds' has no attribute '{name}'")
        self._handler, self._done = _HANDLERS[name]

    def __call__(self, *arguments: Any, **flags: Any) -> Any:
        self._app.gate.flags(self._name, flags, self._done)
        self._app.history.append(self._name)
        return self._handler(self._app, arguments, Flags(flags))


_OF_PLUG_INS = {"deformerEvaluator": "deformerEvaluator"}


def names_of(arguments: tuple[Any, ...]) -> list[str]:
    """The names that a command was given, in a row or in lists."""
    found: list[str] = []
    for argument in arguments:
        found += names_of(tuple(argument)) if isinstance(argument, (list, tuple)) else [str(argument)]
    return found


def commands() -> dict[str, frozenset[str]]:
    """Every command with the flags that it honours."""
    return {name: flags for name, (_, flags) in _HANDLERS.items()}
