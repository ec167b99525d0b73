"""Opening, saving, importing and referencing in the double, with Maya's messages, conditions and events in their order.

Order on opening: check, before open, the scene is flushed, before read, references, after read, after open, and last,
once edits may be recorded, after scene read. Reading itself is left to ma_file.py."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from .ma_file import MaFile, read_scene
from .ma_writing import write_scene
from .reference_loading import ReferenceLoading
from .references import Reference
from .time_units import UNITS

if TYPE_CHECKING:
    from .app import MayaApp

SCENE, SCENE_CHECK, SCENE_CHECK_FILE = "scene", "sceneCheck", "sceneCheckFile"


class SceneFiles:
    """`is_reading` and the others are what MFileIO tells. `plug_ins` are those that are loaded."""

    def __init__(self, app: MayaApp) -> None:
        self.plug_ins = frozenset({"stereoCamera", "mayaHIK", "matrixNodes", "quatNodes", "deformerEvaluator"})
        self.asked_for = ""
        self._app = app

    def new(self) -> bool:
        """File, New. Gives whether nobody said no."""
        if not self._allowed("kBeforeNewCheck"):
            return False
        self._event("PreFileNewOrOpened", "PreFileNew")
        with self._work("New", "newing"):
            self._flush()
        self._event("NewSceneOpened")
        return True

    def open(self, path: str, text: str | None = None) -> bool:
        """File, Open; the text instead of the file's where one is given. Raises RuntimeError where there is no file."""
        file = Path(path)
        if text is None and not file.is_file():
            raise RuntimeError(f"File not found: {path}")
        self.asked_for = path
        if not self._allowed("kBeforeOpenCheck"):
            return False
        app = self._app
        self._event("PreFileNewOrOpened", "PreFileOpened")
        with self._work("Open", "opening"):
            self._flush()
            app.scene.path = path
            self._read(file.read_text("utf-8", "replace") if text is None else text, file.parent)
            app.scene.is_modified = False
        self._message("kAfterSceneReadAndRecordEdits")
        self._event("PostSceneRead", "SceneOpened")
        app.views.is_stale = True
        return True

    def import_file(self, path: str, namespace: str = "") -> None:
        """File, Import, each name numbered that is taken or within a namespace."""
        app = self._app
        text = Path(path).read_text("utf-8", "replace")
        with self._work("Import"), self._reading():
            MaFile(app.scene, Path(path).parent, self.plug_ins, self._loading(), namespace).read(text)
        app.scene.is_modified = True
        self._message("kSceneUpdate", "kAfterSceneReadAndRecordEdits")
        self._event("SceneImported")

    def create_reference(self, path: str, namespace: str) -> Reference:
        """File, Create Reference."""
        app = self._app
        with self._work("CreateReference"):
            reference = self._loading().reference("", path, namespace, Path(path).parent, None, False)
        app.scene.is_modified = True
        self._message("kSceneUpdate", "kAfterSceneReadAndRecordEdits")
        return reference

    def load_reference(self, reference: Reference) -> None:
        self._loading().load(reference)
        self._message("kSceneUpdate", "kAfterSceneReadAndRecordEdits")

    def unload_reference(self, reference: Reference) -> None:
        with self._work("UnloadReference"):
            self._loading().unload(reference)
        self._message("kSceneUpdate")

    def remove_reference(self, reference: Reference) -> None:
        app = self._app
        with self._work("RemoveReference"):
            self._loading().unload(reference)
            app.scene.references.remove(reference)
            app.scene.delete(reference.node)
        app.scene.is_modified = True
        self._message("kSceneUpdate")

    def save(self, path: str = "") -> bool:
        """File, Save, or Save As where a path is given. Raises RuntimeError without either."""
        app = self._app
        to = path or app.scene.path
        if not to:
            raise RuntimeError("No file name is specified. File not saved.")
        if not self._allowed("kBeforeSaveCheck"):
            return False
        with self._work("Save", "writingFile"):
            Path(to).write_text(write_scene(app.scene, app.playback.unit), "utf-8")
            is_another = to != app.scene.path
            app.scene.path = to
        app.scene.is_modified = False
        if is_another:
            self._message("kSceneUpdate")
        self._event("SceneSaved")
        return True

    @contextmanager
    def reading_in_progress(self) -> Iterator[None]:
        """A file is being read, and whoever reads it lets Maya be idle meanwhile, as progress windows do."""
        with self._work("Open", "opening"), self._reading():
            yield

    def _read(self, text: str, folder: Path) -> None:
        app = self._app
        with self._reading():
            loaded = read_scene(app.scene, text, folder, self.plug_ins, self._loading())
        unit = loaded.units.get("-t", app.playback.unit)
        app.playback.unit = unit if unit in UNITS else app.playback.unit
        for node in loaded.created:
            script = node.values.get("b")
            if node.kind == "script" and isinstance(script, str) and script.startswith("playbackOptions"):
                app.playback.take_range(script.split())
        now = app.scene.find_one("time1").values.get("o")
        if isinstance(now, float):
            app.playback.frame = now
        self._message("kSceneUpdate")

    def _loading(self) -> ReferenceLoading:
        app = self._app

        def read(text: str, folder: Path, namespace: str, reference: Reference) -> object:
            with self._reading("readingReferenceFile"):
                return MaFile(app.scene, folder, self.plug_ins, loading, namespace, reference).read(text)

        loading = ReferenceLoading(app.scene, read)
        loading.before = lambda reference: self._message("kBeforeLoadReference")
        loading.after = lambda reference: self._message("kAfterLoadReference")
        return loading

    def _flush(self) -> None:
        app = self._app
        app.conditions.set("flushingScene", True)
        app.selecting.forget()
        app.undo.flush()
        app.scene.clear()
        app.playback.reset()
        app.conditions.set("flushingScene", False)

    @contextmanager
    def _reading(self, condition: str = "readingFile") -> Iterator[None]:
        conditions = self._app.conditions
        before = conditions[condition]
        conditions.set(condition, True)
        self._message("kBeforeFileRead")
        try:
            yield
            self._message("kAfterFileRead")
        finally:
            conditions.set(condition, before)

    @contextmanager
    def _work(self, name: str, condition: str = "") -> Iterator[None]:
        conditions = self._app.conditions
        self._message(f"kBefore{name}")
        if condition:
            conditions.set(condition, True)
        try:
            yield
        finally:
            if condition:
                conditions.set(condition, False)
            self._message(f"kAfter{name}")

    def _allowed(self, message: str) -> bool:
        calls = self._app.callbacks
        answers = [
            *calls.call(SCENE_CHECK, about=message),
            *calls.call(SCENE_CHECK_FILE, self.asked_for, about=message),
        ]
        return all(answer is not False for answer in answers)

    def _message(self, *names: str) -> None:
        for name in names:
            self._app.callbacks.call(SCENE, about=name)

    def _event(self, *names: str) -> None:
        for name in names:
            self._app.loop.event(name)
