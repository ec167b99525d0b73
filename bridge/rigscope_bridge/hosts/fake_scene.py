"""A plausible scene without a DCC: rigs with bones, meshes and controls of any Unicode name, and what each costs.

Deterministic. Playing it is left to fake.py."""

from __future__ import annotations

import math
import random
from array import array
from collections.abc import Iterator, Sequence
from itertools import islice

from .host import NodeFacts, RigFacts, SampleCosts

_RIGS = (
    ("hero", "/show/assets/hero/rig/v012/hero_rig.blend", 0.011),
    ("horse", "/show/assets/horse_v003.blend", 0.007),
    ("Дракон", "/show/assets/Дракон/Дракон_rig_v002.blend", 0.004),
    ("きつね🦊", "/show/assets/きつね🦊_v001.blend", 0.002),
)
_PARTS = ("spine", "neck", "head", "upper_arm", "forearm", "hand", "thigh", "shin", "foot", "tail", "Flügel", "耳")
_MOST_SAMPLES = 5_000
UNKNOWN_CALLS = 0xFFFFFFFF


class FakeScene:
    """`rigs` rigs that share `nodes` nodes. Costs are seconds."""

    def __init__(self, nodes: int, rigs: int) -> None:
        self.rigs: list[RigFacts] = []
        self.nodes: dict[str, NodeFacts] = {}
        self._weights: dict[str, tuple[int, float]] = {}
        self._base: list[float] = []
        for index in range(rigs if nodes > 0 else 0):
            name, source, cost = _RIGS[index % len(_RIGS)]
            if index >= len(_RIGS):
                name = f"{name}.{index // len(_RIGS):03d}"
            self._base.append(cost)
            self._add_rig(index, name, source, max(2, nodes // rigs + (1 if index < nodes % rigs else 0)))

    def rig_costs(self, seconds: float) -> list[float]:
        """What each rig costs at a moment: its own slow wave and a little noise, the same at the same moment."""
        return [
            base * (1 + 0.25 * math.sin(seconds * (0.7 + 0.2 * index)) + 0.05 * _noise(seconds, index))
            for index, base in enumerate(self._base)
        ]

    def samples(self, costs: Sequence[float]) -> tuple[SampleCosts, bool]:
        """Costs of at most 5,000 nodes whose self times add up to the rigs' costs, and whether nodes were left out."""
        chosen = list(islice(self._weights.items(), _MOST_SAMPLES))
        own = array("d", [costs[rig] * weight for _, (rig, weight) in chosen])
        keys = tuple([key for key, _ in chosen])
        return SampleCosts(keys, own, own, array("I", [1]) * len(keys)), len(self._weights) > _MOST_SAMPLES

    def read(self) -> Iterator[NodeFacts]:
        """All nodes, parents first. Raises RuntimeError when nodes come or go meanwhile, as hosts do."""
        yield from self.nodes.values()

    def rename(self, key: str, name: str) -> None:
        self.nodes[key] = self.nodes[key]._replace(name=name)

    def remove(self, key: str) -> None:
        del self.nodes[key]
        self._weights.pop(key, None)

    def add(self, facts: NodeFacts) -> None:
        self.nodes[facts.key] = facts

    def _add_rig(self, index: int, name: str, source: str, count: int) -> None:
        key = f"object/{name}"
        self.rigs.append(RigFacts(key, name, source, {}))
        self.add(NodeFacts(key, name, f"/{name}", "ARMATURE", None, key))
        body = f"object/{name}_body"
        self.add(NodeFacts(body, f"{name}_body", f"/{name}/{name}_body", "MESH", key, key))
        bones = [self._add_bone(index, name, key, number) for number in range(count - 2)]
        luck = random.Random(index)
        shares = [luck.random() ** 3 for _ in bones]
        scale = 0.4 / (sum(shares) or 1.0)
        self._weights[key] = (index, 0.1 if bones else 0.4)
        self._weights[body] = (index, 0.5 if bones else 0.6)
        self._weights.update((bone, (index, share * scale)) for bone, share in zip(bones, shares))

    def _add_bone(self, index: int, rig: str, rig_key: str, number: int) -> str:
        part, side = _PARTS[number % len(_PARTS)], ".L" if number // len(_PARTS) % 2 == 0 else ".R"
        name = f"{part}{side}" + (f".{number // (2 * len(_PARTS)):03d}" if number >= 2 * len(_PARTS) else "")
        key = f"bone/{rig}/{name}"
        above = number - len(_PARTS)
        parent = rig_key if above < 0 else list_key(rig, above)
        self.add(NodeFacts(key, name, f"/{rig}/{name}", "bone", parent, rig_key))
        return key


def list_key(rig: str, number: int) -> str:
    """Key of a rig's bone by its number."""
    part, side = _PARTS[number % len(_PARTS)], ".L" if number // len(_PARTS) % 2 == 0 else ".R"
    return f"bone/{rig}/{part}{side}" + (f".{number // (2 * len(_PARTS)):03d}" if number >= 2 * len(_PARTS) else "")


def _noise(seconds: float, index: int) -> float:
    """Between -1 and 1, the same at the same moment."""
    return math.sin(seconds * 977.0 + index * 131.0) * math.cos(seconds * 613.0)
