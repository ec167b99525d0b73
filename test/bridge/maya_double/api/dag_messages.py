"""MDagMessage: nodes that get parents and children."""

from __future__ import annotations

from ..callbacks import Callback
from ..node import Node
from ..scene_changes import PARENT_ADDED
from .messages import MMessage, register
from .node_functions import MDagPath


class MDagMessage(MMessage):
    """Callbacks are given the child's path, the parent's and their data."""

    @staticmethod
    def addParentAddedCallback(function: Callback, clientData: object = None) -> int:
        if not callable(function):
            raise TypeError("must be a callable")

        def told(child: Node, parent: Node, given: object) -> object:
            return function(MDagPath._of(child), MDagPath._of(parent), given)

        return register(PARENT_ADDED, "", told, clientData)
