"""What Maya says of its own commands: the help command, from what is declared and what this version has of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .calling import Flags, command

if TYPE_CHECKING:
    from ..app import MayaApp


@command("help", "language")
def help_on(app: MayaApp, arguments: tuple[Any, ...], flags: Flags) -> str:
    name = str(arguments[0])
    app.gate.command(name)
    lines = [f" -{flag[:3].lower()} -{flag:<20} on|off" for flag in sorted(app.gate.flags_here(name))]
    return "\n".join(["", f"Synopsis: {name} [flags] [String...]", "Flags:", *lines, "", "Command Type: Command", ""])
