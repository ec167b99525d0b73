"""Commands that select, undo and redo."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..selecting import Entry
from .calling import Flags, command, names_of

if TYPE_CHECKING:
    from ..app import MayaApp


@command("select", "replace add deselect toggle clear noExpand all visible hierarchy")
def select(app: MayaApp, arguments: tuple[Any, ...], flags: Flags) -> None:
    names = names_of(arguments)
    entries = [] if flags.get("clear") else app.selecting.parse(names)
    if not flags.get("noExpand"):
        entries = [member for entry in entries for member in _expanded(entry)]
    before = app.selecting.alive()
    if flags.get("add"):
        entries = [*before, *entries]
    elif flags.get("deselect"):
        gone = {entry.node.number for entry in entries}
        entries = [entry for entry in before if entry.node.number not in gone]
    elif flags.get("toggle"):
        known = {entry.node.number for entry in before}
        given = {entry.node.number for entry in entries}
        kept = [entry for entry in before if entry.node.number not in given]
        entries = [*kept, *(entry for entry in entries if entry.node.number not in known)]
    app.selecting.replace(entries, f"select {' '.join(names)}".strip())


def _expanded(entry: Entry) -> list[Entry]:
    """A set selects what is in it."""
    if entry.node.kind != "objectSet" or entry.component:
        return [entry]
    members = [each.source for each in entry.node.inputs if each.target_plug.startswith(("dsm", "dagSetMembers"))]
    return [Entry(member, "", frozenset()) for member in members]


@command("undo")
def undo(app: MayaApp, arguments: tuple[Any, ...], flags: Flags) -> None:
    app.undo.undo()
    app.loop.event("Undo")


@command("redo")
def redo(app: MayaApp, arguments: tuple[Any, ...], flags: Flags) -> None:
    app.undo.redo()
    app.loop.event("Redo")


@command(
    "undoInfo",
    "query state stateWithoutFlush openChunk closeChunk chunkName undoName redoName undoQueueEmpty redoQueueEmpty "
    "infinity length",
)
def undo_info(app: MayaApp, arguments: tuple[Any, ...], flags: Flags) -> object:
    queue = app.undo
    if flags.query:
        return {
            "": len(queue.done),
            "state": queue.is_recording,
            "undoName": queue.done[-1].name if queue.done else "",
            "redoName": queue.undone[-1].name if queue.undone else "",
            "undoQueueEmpty": not queue.done,
            "redoQueueEmpty": not queue.undone,
            "infinity": True,
            "length": 0,
        }[flags.asked()]
    if "state" in flags:
        queue.is_recording = bool(flags["state"])
        if not queue.is_recording:
            queue.flush()
    if "stateWithoutFlush" in flags:
        queue.is_recording = bool(flags["stateWithoutFlush"])
    if flags.get("openChunk"):
        queue.open_chunk(str(flags.get("chunkName", "")))
    if flags.get("closeChunk"):
        queue.close_chunk()
    return None
