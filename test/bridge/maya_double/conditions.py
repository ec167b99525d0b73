"""The names of Maya's events and conditions, and the state of the conditions. Who changes it tells in its own file.

Names as Maya's scriptJob -listEvents and -listConditions give them, of those that a bridge may meet."""

from __future__ import annotations

from .callbacks import Callbacks

EVENT, CONDITION = "event", "condition"

EVENTS = (
    "linearUnitChanged timeUnitChanged angularUnitChanged Undo undoSupressed Redo customEvaluatorChanged "
    "serialExecutorFallback timeChanged currentContainerChange quitApplication idleHigh idle idleVeryLow "
    "RecentCommandChanged ToolChanged PostToolChanged ToolDirtyChanged ToolSettingsChanged SelectionChanged "
    "PreSelectionChangedTriggered LiveListChanged ActiveViewChanged SelectModeChanged SelectTypeChanged "
    "DisplayPreferenceChanged DagObjectCreated renderLayerManagerChange displayLayerManagerChange deleteAll "
    "NameChanged SetModified threadCountChanged SceneSaved NewSceneOpened SceneOpened SceneImported PreFileNewOrOpened "
    "PreFileNew PreFileOpened PostSceneRead workspaceChanged DragRelease ModelPanelSetFocus modelEditorChanged "
    "playbackRangeChanged playbackSpeedChanged playbackModeChanged playbackRangeSliderChanged glFrameTrigger "
    "graphEditorChanged EditModeChanged RebuildUIValues"
).split()

CONDITIONS = (
    "newing playingBack playingBackAuto recording deleteAllCondition timeChangeTemp SomethingSelected "
    "autoKeyframeState delete deleteUndo deleteRedo BatchMode MayaInitialized readingFile flushingScene "
    "GoButtonEnabled busy UndoAvailable RedoAvailable opening writingFile postSceneCallbacks readingReferenceFile "
    "alwaysWriteReferenced playblasting softSelectOptions panZoomEnabled playbackIconsCondition hotkeyListChange"
).split()


class Conditions:
    """Which hold. Those who listen are called when one changes."""

    def __init__(self, callbacks: Callbacks) -> None:
        self._callbacks = callbacks
        self._true: set[str] = {"MayaInitialized"}

    def __getitem__(self, name: str) -> bool:
        return name in self._true

    def set(self, name: str, state: bool) -> None:
        """Nothing where it is so already."""
        if state == (name in self._true):
            return
        if state:
            self._true.add(name)
        else:
            self._true.discard(name)
        self._callbacks.call(CONDITION, state, about=name)
