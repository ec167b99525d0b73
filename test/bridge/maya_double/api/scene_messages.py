"""MSceneMessage: files that are opened, saved, referenced, and Maya's end."""

from __future__ import annotations

from ..callbacks import Callback
from ..scene_files import SCENE, SCENE_CHECK, SCENE_CHECK_FILE
from .gated import Gated
from .messages import MMessage, register


class MFileObject(Gated):
    """A path that a check may look at."""

    def __init__(self, path: str = "") -> None:
        self._path = path

    def rawFullName(self) -> str:
        return self._path

    def resolvedFullName(self) -> str:
        return self._path


class MSceneMessage(MMessage):
    """Numbers as both sets of declarations have them."""

    kSceneUpdate = 0
    kBeforeNew = 1
    kAfterNew = 2
    kBeforeImport = 3
    kAfterImport = 4
    kBeforeOpen = 5
    kAfterOpen = 6
    kBeforeFileRead = 7
    kAfterFileRead = 8
    kAfterSceneReadAndRecordEdits = 9
    kBeforeExport = 10
    kAfterExport = 11
    kBeforeSave = 12
    kAfterSave = 13
    kBeforeReference = 14
    kAfterReference = 15
    kBeforeRemoveReference = 16
    kAfterRemoveReference = 17
    kBeforeImportReference = 18
    kAfterImportReference = 19
    kBeforeExportReference = 20
    kAfterExportReference = 21
    kBeforeUnloadReference = 22
    kAfterUnloadReference = 23
    kBeforeSoftwareRender = 24
    kAfterSoftwareRender = 25
    kBeforeSoftwareFrameRender = 26
    kAfterSoftwareFrameRender = 27
    kSoftwareRenderInterrupted = 28
    kMayaInitialized = 29
    kMayaExiting = 30
    kBeforeNewCheck = 31
    kBeforeOpenCheck = 32
    kBeforeSaveCheck = 33
    kBeforeImportCheck = 34
    kBeforeExportCheck = 35
    kBeforeLoadReference = 36
    kAfterLoadReference = 37
    kBeforeLoadReferenceCheck = 38
    kBeforeCreateReferenceCheck = 39
    kBeforePluginLoad = 40
    kAfterPluginLoad = 41
    kBeforePluginUnload = 42
    kAfterPluginUnload = 43
    kBeforeCreateReference = 44
    kAfterCreateReference = 45
    kExportStarted = 46
    kBeforeLoadReferenceAndRecordEdits = 47
    kAfterLoadReferenceAndRecordEdits = 48
    kBeforeCreateReferenceAndRecordEdits = 49
    kAfterCreateReferenceAndRecordEdits = 50

    @staticmethod
    def addCallback(message: int, function: Callback, clientData: object = None) -> int:
        name = _NAMES.get(message)
        if name is None or name.endswith("Check"):
            raise RuntimeError("(kInvalidParameter): Invalid message for this kind of callback")
        return register(SCENE, name, function, clientData)

    @staticmethod
    def addCheckCallback(message: int, function: Callback, clientData: object = None) -> int:
        return register(SCENE_CHECK, _check(message), function, clientData)

    @staticmethod
    def addCheckFileCallback(message: int, function: Callback, clientData: object = None) -> int:
        if not callable(function):
            raise TypeError("must be a callable")
        return register(
            SCENE_CHECK_FILE, _check(message), lambda path, given: function(MFileObject(path), given), clientData
        )


_NAMES: dict[int, str] = {number: name for name, number in vars(MSceneMessage).items() if name.startswith("k")}


def _check(message: int) -> str:
    name = _NAMES.get(message, "")
    if not name.endswith("Check"):
        raise RuntimeError("(kInvalidParameter): Invalid message for this kind of callback")
    return name
