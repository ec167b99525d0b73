"""The end of a capture's file: the nodes that the roster at its beginning did not hold, what the host can tell of
nodes, what it recorded by itself, and how it ended. At most one message a step (None: none in this one), so that no
step holds the interpreter for long."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ..hosts.host import CaptureNode, NodeFacts
from ..roster import Node, RosterChange
from ..roster_parts import RosterAsItWas, parts
from ..wire import Message, write
from .ids import CaptureIds
from .log_file import pieces_of
from .running import HostFile

_FACTS_PER_MESSAGE = 100
_NODES_PER_STEP = 2_000


def late_nodes(
    ids: CaptureIds, base: RosterAsItWas, extra: Mapping[str, NodeFacts], sampled: Mapping[str, int]
) -> Iterator[str | None]:
    """The change from `base`, the roster that the file holds, to one with every node that it speaks of."""
    late: list[Node] = []
    # The roster of now: should it change meanwhile, what the file speaks of is in it all the same.
    now = list(ids.roster.nodes())
    for start in range(0, len(now), _NODES_PER_STEP):
        late += [node for node in now[start : start + _NODES_PER_STEP] if node.id not in base.nodes]
        yield None
    told = {node.id for node in late}
    for facts in extra.values():
        node_id = ids.get(facts.key)
        if node_id not in told and node_id not in base.nodes:
            told.add(node_id)
            late.append(Node(node_id, *facts[:4], ids.known(facts.parent), ids.known(facts.rig)))
    for key, node_id in sampled.items():
        if node_id not in told and node_id not in base.nodes:
            # It cost something, though nobody told what it is.
            late.append(Node(node_id, key, key, key, "", None, None))
    if late:
        yield from parts(RosterChange(base.version + 1, base.version, late, []))


def facts_messages(ids: CaptureIds, facts: Sequence[CaptureNode], links_whole: bool) -> Iterator[str]:
    """What the host can tell of nodes."""
    shown: list[dict[str, Any]] = []
    for node in facts:
        node_id = ids.known(node.key)
        if node_id is not None:
            upstream = [above for above in map(ids.known, node.upstream) if above is not None]
            shown.append(_fact(node_id, node, upstream))
        if len(shown) == _FACTS_PER_MESSAGE:
            yield write({"type": "captureNodes", "linksWhole": links_whole, "nodes": shown})
            shown = []
    if shown:
        yield write({"type": "captureNodes", "linksWhole": links_whole, "nodes": shown})


def _fact(node_id: int, node: CaptureNode, upstream: list[int]) -> Message:
    return {
        "id": node_id,
        "stableId": node.stable_id,
        "namespace": node.namespace,
        "component": node.component,
        "cycle": node.cycle,
        "gpu": node.gpu,
        "gpuWhy": node.gpu_why,
        "reason": node.reason,
        "upstream": upstream,
    }


def file_messages(file: HostFile) -> Iterator[str | bytes]:
    """What the host recorded by itself. May raise OSError."""
    size = file.path.stat().st_size
    yield write({"type": "captureFile", "format": file.format, "bytes": size, "from": file.began, "until": file.until})
    yield from pieces_of(file.path, size)


def end_message(outcome: str, motion: str | None, frames: int, notices: Sequence[tuple[str, str]]) -> str:
    """The last message of a file."""
    shown = [{"kind": kind, "sentence": sentence} for kind, sentence in notices]
    fields = {"outcome": outcome, "motion": motion, "frames": frames, "notices": shown}
    return write({"type": "captureEnd", **fields})
