"""Maya's selection, both ways: what is selected now, and selecting nodes as one undo step of Maya's own.

When to look for a change is left to maya.py, moving a view to nodes to maya_view.py.
"""

from __future__ import annotations

from collections.abc import Sequence

from .host import HostRefusal, Selection
from .maya_api import cmds, om
from .maya_keys import NodeKeys
from .maya_view import frame_paths

MOST_KEYS = 1000


class MayaSelection:
    """Reads and sets the selection of the scene whose nodes `keys` knows."""

    def __init__(self, keys: NodeKeys) -> None:
        self._keys = keys

    def read(self) -> Selection:
        """What is selected: of components their object, each once; the last selected one is the active one.

        Costs no more for ten thousand selected things than for one thousand."""
        # Unordered, the components of an object are one entry, however many they are.
        selected = om.MGlobal.getActiveSelectionList(False)
        count: int = selected.length()
        found: dict[str, None] = {}
        seen = 0
        while seen < count and len(found) < MOST_KEYS:
            key = self._key_at(selected, seen)
            seen += 1
            if key is not None:
                found[key] = None
        active = self._key_at(selected, count - 1) if count else None
        return Selection(list(found), active, len(found) + count - seen)

    def select(self, keys: Sequence[str], add: bool) -> int:
        """Selects the nodes; gives how many there are. Raises HostRefusal where there is none."""
        paths = self._paths(keys)
        if not paths:
            raise HostRefusal("notFound", "None of these nodes is in the scene that Maya has open now.")
        try:
            # Without noExpand, selecting a set selects what is in it.
            if add:
                cmds.select(*paths, add=True, noExpand=True)
            else:
                cmds.select(*paths, replace=True, noExpand=True)
        except (RuntimeError, ValueError) as error:
            raise HostRefusal("notSelectable", f"Maya cannot select these nodes: {str(error).strip()}") from error
        return len(paths)

    def frame(self, keys: Sequence[str]) -> int:
        """Moves a view to the nodes; gives how many have a place in it. Raises HostRefusal."""
        return frame_paths([path for path in self._paths(keys) if path.startswith("|")])

    def _paths(self, keys: Sequence[str]) -> list[str]:
        nodes = [node for node in map(self._keys.node_of, keys) if node is not None]
        return [path_of(node) for node in nodes]

    def _key_at(self, selected: om.MSelectionList, index: int) -> str | None:
        """The key of an entry's node; None for what is no node, as an attribute that was picked in an editor."""
        try:
            node = selected.getDependNode(index)
            if not node.hasFn(om.MFn.kShape):
                return self._keys.key_of(node)
            _, component = selected.getComponent(index)
            return self._keys.key_of(node if component.isNull() else om.MFnDagNode(node).parent(0))
        except (RuntimeError, TypeError):
            return None


def path_of(node: om.MObject) -> str:
    """How Maya's commands know a node: its full path in the hierarchy, or its name where it is in none."""
    if node.hasFn(om.MFn.kDagNode):
        return str(om.MFnDagNode(node).fullPathName())
    return str(om.MFnDependencyNode(node).name())
