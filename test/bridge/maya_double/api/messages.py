"""MMessage and its kinds, but for scenes and views: registering callbacks with what each is given."""

from __future__ import annotations

from collections.abc import Iterable

from ..artist import ATTRIBUTE_CHANGED
from ..callbacks import Callback
from ..conditions import CONDITION, CONDITIONS, EVENT, EVENTS
from ..event_loop import TIMER
from ..installed import running
from ..node import Connection, Node
from ..node_kinds import is_a
from ..playback import DELAYED_TIME_CHANGE, FORCE_UPDATE, TIME_CHANGE
from ..scene_changes import CONNECTED, NAME_CHANGED, NODE_ADDED, NODE_REMOVED
from ..script_editor import OUTPUT, OUTPUT_FILTER
from ..selecting import ACTIVE_LIST_MODIFIED
from .gated import Gated
from .objects import MObject, node_of
from .plugs import MPlug
from .time import in_ui_units


def register(kind: str, about: str, function: Callback, data: object) -> int:
    """With the running app."""
    return running().callbacks.add(kind, about, function, data)


class MMessage(Gated):
    """Statics alone, as in all that follow."""

    kDefaultAction = 0
    kDoNotDoAction = 1
    kDoAction = 2

    @staticmethod
    def removeCallback(identity: int) -> None:
        running().callbacks.remove(identity)

    @staticmethod
    def removeCallbacks(identities: Iterable[int]) -> None:
        for identity in identities:
            running().callbacks.remove(identity)

    @staticmethod
    def currentCallbackId() -> int:
        return running().callbacks.current


def _timed(kind: str, function: Callback, data: object) -> int:
    _callable(function)
    return register(kind, "", lambda frame, given: function(in_ui_units(frame), given), data)


def _callable(function: Callback) -> None:
    if not callable(function):
        raise TypeError("must be a callable")


class MDGMessage(MMessage):
    """Time, and nodes that come and go."""

    @staticmethod
    def addTimeChangeCallback(function: Callback, clientData: object = None) -> int:
        return _timed(TIME_CHANGE, function, clientData)

    @staticmethod
    def addDelayedTimeChangeCallback(function: Callback, clientData: object = None) -> int:
        return _timed(DELAYED_TIME_CHANGE, function, clientData)

    @staticmethod
    def addForceUpdateCallback(function: Callback, clientData: object = None) -> int:
        return _timed(FORCE_UPDATE, function, clientData)

    @staticmethod
    def addNodeAddedCallback(function: Callback, nodeType: str = "dependNode", clientData: object = None) -> int:
        return _about_nodes(NODE_ADDED, function, nodeType, clientData)

    @staticmethod
    def addNodeRemovedCallback(function: Callback, nodeType: str = "dependNode", clientData: object = None) -> int:
        return _about_nodes(NODE_REMOVED, function, nodeType, clientData)

    @staticmethod
    def addConnectionCallback(function: Callback, clientData: object = None) -> int:
        _callable(function)

        def told(made: Connection, is_made: bool, given: object) -> object:
            source, target = MPlug._of(made.source, made.source_plug), MPlug._of(made.target, made.target_plug)
            return function(source, target, is_made, given)

        return register(CONNECTED, "", told, clientData)


def _about_nodes(kind: str, function: Callback, node_type: str, data: object) -> int:
    _callable(function)

    def told(node: Node, given: object) -> object:
        wanted = node_type == "dependNode" or is_a(node.kind, node_type)
        return function(MObject._of(node), given) if wanted else None

    return register(kind, "", told, data)


class MEventMessage(MMessage):
    """Events by name. Raises RuntimeError for one that there is not."""

    @staticmethod
    def addEventCallback(eventName: str, function: Callback, clientData: object = None) -> int:
        if eventName not in EVENTS:
            raise RuntimeError(f"(kInvalidParameter): There is no event {eventName}")
        return register(EVENT, eventName, function, clientData)

    @staticmethod
    def getEventNames() -> list[str]:
        return list(EVENTS)


class MConditionMessage(MMessage):
    """Conditions by name. Raises RuntimeError for one that there is not."""

    @staticmethod
    def addConditionCallback(conditionName: str, function: Callback, clientData: object = None) -> int:
        _known_condition(conditionName)
        return register(CONDITION, conditionName, function, clientData)

    @staticmethod
    def getConditionNames() -> list[str]:
        return list(CONDITIONS)

    @staticmethod
    def getConditionState(name: str) -> bool:
        _known_condition(name)
        return running().conditions[name]


def _known_condition(name: str) -> None:
    if name not in CONDITIONS:
        raise RuntimeError(f"(kInvalidParameter): There is no condition {name}")


class MTimerMessage(MMessage):
    """Goes through the idle queue."""

    @staticmethod
    def addTimerCallback(period: float, function: Callback, clientData: object = None) -> int:
        return register(TIMER, repr(float(period)), function, clientData)


class MModelMessage(MMessage):
    """The active selection."""

    kActiveListModified = 0

    @staticmethod
    def addCallback(message: int, function: Callback, clientData: object = None) -> int:
        if message != MModelMessage.kActiveListModified:
            raise RuntimeError("(kInvalidParameter): Invalid message")
        return register(ACTIVE_LIST_MODIFIED, "", function, clientData)


class MCommandMessage(MMessage):
    """What is printed."""

    kHistory = 0
    kDisplay = 1
    kInfo = 2
    kWarning = 3
    kError = 4
    kResult = 5
    kStackTrace = 6
    kMELProc = 0
    kMELCommand = 1

    @staticmethod
    def addCommandOutputCallback(function: Callback, clientData: object = None) -> int:
        return register(OUTPUT, "", function, clientData)

    @staticmethod
    def addCommandOutputFilterCallback(function: Callback, clientData: object = None) -> int:
        return register(OUTPUT_FILTER, "", function, clientData)


class MNodeMessage(MMessage):
    """What happens to one node."""

    kConnectionMade = 1
    kConnectionBroken = 2
    kAttributeEval = 4
    kAttributeSet = 8
    kAttributeLocked = 16
    kAttributeUnlocked = 32
    kAttributeAdded = 64
    kAttributeRemoved = 128
    kAttributeRenamed = 256
    kOtherPlugSet = 16384

    @staticmethod
    def addAttributeChangedCallback(node: MObject, function: Callback, clientData: object = None) -> int:
        _callable(function)

        def told(change: int, plug: tuple[Node, str], other: object, given: object) -> object:
            return function(change, MPlug._of(*plug), MPlug(), given)

        return register(ATTRIBUTE_CHANGED, str(node_of(node).number), told, clientData)

    @staticmethod
    def addNameChangedCallback(node: MObject, function: Callback, clientData: object = None) -> int:
        """Of all nodes where the object is null."""
        _callable(function)
        wanted = None if node.isNull() else node_of(node)

        def told(renamed: Node, before: str, given: object) -> object:
            return function(MObject._of(renamed), before, given) if wanted in (None, renamed) else None

        return register(NAME_CHANGED, "", told, clientData)
