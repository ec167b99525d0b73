"""What of Maya the bridge uses, by name: the tests hold these lists to what the host's files really call."""

from __future__ import annotations

COMMANDS: dict[str, str] = {
    "about": "batch installedVersion version",
    "cacheEvaluator": "query cachedFrames",
    "camera": "lockTransform query startupCamera",
    "currentTime": "edit query",
    "currentUnit": "query time",
    "deformerEvaluator": "deformers list message query",
    "dgdirty": "allPlugs",
    "dgeval": "",
    "evalDeferred": "lowestPriority",
    "evaluationManager": "cycleCluster fallbackTriggered mode query",
    "evaluator": "enable name query",
    "file": "modified query sceneName",
    "getAttr": "type",
    "getPanel": "type typeOf visiblePanels withFocus",
    "listAttr": "userDefined",
    "ls": "long type",
    "modelPanel": "camera query",
    "namespaceInfo": "listOnlyNamespaces",
    "playbackOptions": "maxPlaybackSpeed maxTime minTime query",
    "profiler": (
        "allCategories bufferSize categoryName categoryRecording eventCount eventIndex eventStartTime load output "
        "query reset sampling"
    ),
    "select": "add noExpand replace",
    "undoInfo": "query state stateWithoutFlush",
    "viewFit": "animate fitFactor",
}
"""Commands with their flags."""

DISPENSABLE = frozenset({"evaluationManager.fallbackTriggered"})
"""Flags that some versions do not have, and that the bridge does without there."""

MEMBERS: dict[str, str] = {
    "maya.api.OpenMaya": (
        "MCommandMessage.addCommandOutputCallback MConditionMessage.addConditionCallback "
        "MConditionMessage.getConditionNames MConditionMessage.getConditionState MDGMessage.addForceUpdateCallback "
        "MDGMessage.addTimeChangeCallback MDagMessage.addParentAddedCallback MEventMessage.addEventCallback "
        "MEventMessage.getEventNames MFnDependencyNode.classification MGlobal.getActiveSelectionList "
        "MItDag.kDepthFirst MMessage.removeCallback MNodeMessage.addAttributeChangedCallback "
        "MNodeMessage.kAttributeSet MSceneMessage.addCallback MTime.uiUnit MTimerMessage.addTimerCallback "
        "MFnDagNode MFnReference MItDependencyNodes MObject MObjectHandle MPlug MSelectionList"
    ),
    "maya.api.OpenMayaAnim": (
        "MAnimControl.currentTime MAnimControl.isPlaying MAnimControl.isScrubbing MAnimControl.playbackSpeed "
        "MFnAnimCurve"
    ),
    "maya.api.OpenMayaUI": (
        "MUiMessage.add3dViewDestroyMsgCallback MUiMessage.add3dViewPostRenderMsgCallback "
        "MUiMessage.add3dViewPreRenderMsgCallback"
    ),
    "maya.utils": "formatGuiException",
}
"""Members of modules, a class where it is only made."""

EVENTS = ("NameChanged", "SelectionChanged", "playbackSpeedChanged")
CONDITIONS = (
    "flushingScene",
    "newing",
    "opening",
    "playblasting",
    "playingBack",
    "readingFile",
    "readingReferenceFile",
    "writingFile",
)
WORKS = (
    "New",
    "Open",
    "Save",
    "Import",
    "Export",
    "CreateReference",
    "LoadReference",
    "UnloadReference",
    "RemoveReference",
    "ImportReference",
    "ExportReference",
    "SoftwareRender",
)
"""Of MSceneMessage there are kBefore and kAfter of each."""
SCENE_MESSAGES = ("kAfterSceneReadAndRecordEdits", "kMayaExiting", "kSoftwareRenderInterrupted")
