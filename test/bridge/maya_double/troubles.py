"""What can go wrong in a Maya, on request. Each is a method that says what it does; most give back what ends it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import TYPE_CHECKING, Callable

from .script_editor import WARNING

if TYPE_CHECKING:
    from .app import MayaApp


_CHILDREN = 20


class Troubles:
    """`MayaApp(batch=True)` is the one where executeDeferred never runs, `MayaApp(version=...)` those where flags are
    missing."""

    def __init__(self, app: MayaApp) -> None:
        self._app = app

    def callback_that_raises(self, kind: str, about: str = "") -> int:
        """Another tool's callback raises each time; what it raises is counted as that tool's."""

        def fail(*_: object) -> None:
            raise ValueError("another tool's callback failed")

        return self._app.callbacks.add(kind, about, fail)

    def view_destroyed(self, name: str, forgets_callbacks: bool = True) -> None:
        """A view ends while it is observed. Maya's part in taking callbacks back is not documented: both can be had."""
        self._app.views.destroy(name, forgets_callbacks)

    @contextmanager
    def modal_dialog(self) -> Iterator[None]:
        """A dialog is open: Maya is not idle."""
        self._app.loop.is_modal = True
        try:
            yield
        finally:
            self._app.loop.is_modal = False

    def file_reading(self) -> AbstractContextManager[None]:
        """A file is being read while Maya is idle now and then."""
        return self._app.files.reading_in_progress()

    def profiler_full(self, events: int) -> None:
        """The profiler's buffer holds so many events and no more; recording then stops silently."""
        self._app.profiler.room = events

    def prints_while_evaluating(self, text: str) -> Callable[[], None]:
        """A node prints from an evaluation thread in each frame; gives what ends it."""
        app = self._app
        app.evaluating.on_evaluating = lambda: app.script_editor.show_from_another_thread(text)

        def end() -> None:
            app.evaluating.on_evaluating = lambda: None

        return end

    def prints_within_output(self, text: str) -> int:
        """Another tool's output callback prints in turn, once for each line: the callbacks are entered again."""
        editor = self._app.script_editor

        def print_in_turn(said: str, kind: int, *_: object) -> None:
            if said != text:
                editor.show(text, WARNING)

        return self._app.callbacks.add("commandOutput", "", print_in_turn)

    def falls_back(self) -> None:
        """Safe mode finds parallel evaluation at fault and goes on serially."""
        self._app.evaluating.fell_back = True
        self._app.loop.event("serialExecutorFallback")

    def hash_codes_collide(self) -> None:
        """Nodes share hash codes, which Maya does not promise to differ."""
        self._app.hash_codes = 16

    def time_backwards(self) -> None:
        """Playback runs from the end to the beginning."""
        self._app.playback.play(forward=False)

    def large_scene(self, nodes: int) -> None:
        """The scene gets a hierarchy of so many joints under one top node, none of them animated."""
        scene = self._app.scene
        made = [scene.create("transform", "crowd_grp")]
        for number in range(nodes - 1):
            made.append(scene.create("joint", f"crowd_{number}_jnt", made[number // _CHILDREN]))
