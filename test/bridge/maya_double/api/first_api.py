"""What product code may use of the first Python API, maya.OpenMaya: MProfiler, which the second lacks, and MFileIO."""

from __future__ import annotations

from ..installed import running
from ..recording import Event
from ..recording_file import CPUS
from .gated import OPEN_MAYA_1, Gated


class MProfiler(Gated):
    """The profiler's buffer, an event at a time."""

    module = OPEN_MAYA_1
    kColorA_L1 = 0
    kColorB_L1 = 3
    kColorC_L1 = 6

    @staticmethod
    def addCategory(name: str, description: str = "") -> int:
        return running().profiler.add_category(name, description)

    @staticmethod
    def getAllCategories() -> list[str]:
        return list(running().profiler.categories)

    @staticmethod
    def getCategoryName(index: int) -> str:
        return running().profiler.categories[index]

    @staticmethod
    def getCategoryIndex(name: str) -> int:
        return running().profiler.category(name)

    @staticmethod
    def categoryRecording(index: int) -> bool:
        return index in running().profiler.recorded

    @staticmethod
    def getBufferSize() -> int:
        return running().profiler.megabytes

    @staticmethod
    def eventDataAvailable() -> bool:
        return bool(running().profiler.events)

    @staticmethod
    def getEventCount() -> int:
        return len(running().profiler.events)

    @staticmethod
    def getNumberOfCPUs() -> int:
        return CPUS

    @staticmethod
    def getEventName(index: int) -> str:
        return _event(index).name

    @staticmethod
    def getDescription(index: int) -> str | None:
        return _event(index).description or None

    @staticmethod
    def getEventCategory(index: int) -> int:
        return _event(index).category

    @staticmethod
    def getEventTime(index: int) -> int:
        return _event(index).time

    @staticmethod
    def getEventDuration(index: int) -> int:
        return _event(index).duration

    @staticmethod
    def isSignalEvent(index: int) -> bool:
        return _event(index).duration == 0


def _event(index: int) -> Event:
    return running().profiler.events[index]


class MFileIO(Gated):
    """What Maya does with files now."""

    module = OPEN_MAYA_1

    @staticmethod
    def isReadingFile() -> bool:
        return running().conditions["readingFile"] or running().conditions["readingReferenceFile"]

    @staticmethod
    def isOpeningFile() -> bool:
        return running().conditions["opening"]

    @staticmethod
    def isNewingFile() -> bool:
        return running().conditions["newing"]

    @staticmethod
    def isWritingFile() -> bool:
        return running().conditions["writingFile"]

    @staticmethod
    def currentFile() -> str:
        return running().scene.path

    @staticmethod
    def beforeOpenFilename() -> str:
        return running().files.asked_for
