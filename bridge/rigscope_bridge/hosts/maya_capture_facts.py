"""What Maya can tell of captured nodes beyond their costs: what feeds them, where they belong, which are in a cycle or
on the GPU. Read lazily, so that the caller can slice it over ticks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .host import CaptureNode
from .maya_api import om
from .maya_cycles import Cycles
from .maya_gpu import GpuOverride
from .maya_keys import NodeKeys
from .maya_references import every_reference, innermost_of
from .maya_roster import NodeReader, ReadNode
from .maya_scene import MayaScene

_COMPONENT = re.compile(r"(?P<component>[A-Za-z0-9]+_[LRCM]\d*)_")


class FactsReader:
    """One reading."""

    def __init__(self, scene: MayaScene, keys: NodeKeys) -> None:
        self._reader = NodeReader(keys, scene.watch())
        self._keys = keys
        self._references = every_reference()
        self._cycles = Cycles()
        self._gpu = GpuOverride()
        self._named: set[str] = set()

    def read(self) -> Iterator[CaptureNode]:
        """Every node that the roster has. Raises SceneChanged."""
        for read in self._reader.read():
            yield self._facts(read)

    def _facts(self, read: ReadNode) -> CaptureNode:
        gpu, why = self._gpu.of(read)
        upstream = set(self._feeding(read))
        return CaptureNode(
            key=read.key,
            stable_id=self._stable_id(read),
            namespace=read.namespace or None,
            component=component_of(read.name),
            cycle=self._cycles.holds(read),
            gpu=gpu,
            gpu_why=why,
            reason=None,
            upstream=sorted(upstream),
        )

    def _stable_id(self, read: ReadNode) -> str:
        """The node's UUID; of what is referenced with its reference, because each copy of a file has the same."""
        stable = str(om.MFnDependencyNode(read.node).uuid().asString())
        if read.is_referenced:
            reference = innermost_of(self._references, read.node, read.name)
            stable += f" {reference.key}" if reference is not None else ""
        if stable in self._named:
            stable += f" {read.path}"
        self._named.add(stable)
        return stable

    def _feeding(self, read: ReadNode) -> Iterator[str]:
        """What a node needs before it can be evaluated: its parent, and what its inputs are wired to."""
        if read.parent is not None:
            yield read.parent
        plugs = om.MFnDependencyNode(read.node).getConnections()
        for index in range(len(plugs)):
            plug = plugs[index]
            if plug.isDestination:
                source = plug.source()
                node = source.node()
                # Messages say who belongs to whom; nothing flows through them.
                is_flow = not source.attribute().hasFn(om.MFn.kMessageAttribute)
                if is_flow and node != read.node and self._reader.reads(node):
                    yield self._keys.key_of(node)


def component_of(name: str) -> str | None:
    """The component that a builder wrote into a node's name, as arm_L0 in hero:arm_L0_fk1_ctl."""
    match = _COMPONENT.match(name.rpartition(":")[2])
    return match["component"] if match is not None else None
