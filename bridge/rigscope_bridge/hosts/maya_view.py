"""Moves a view of Maya so that nodes fill it, and nothing else: neither selection nor undo queue nor the mark of a
modified scene. Only Maya's own cameras are moved, never one of a shot.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from .host import HostRefusal
from .maya_api import cmds
from .maya_moment import unmodified


def frame_paths(paths: Sequence[str]) -> int:
    """Moves the best view to nodes by their full paths; gives how many. Raises HostRefusal without view or node."""
    if not paths:
        raise HostRefusal("notFound", "None of these nodes has a place in the scene that Maya has open now.")
    camera = _camera()
    try:
        with _unrecorded():
            cmds.viewFit(camera, *paths, fitFactor=0.8, animate=False)
    except (RuntimeError, TypeError, ValueError) as error:
        raise HostRefusal("failed", f"Maya cannot move its view to these nodes: {str(error).strip()}") from error
    return len(paths)


def _camera() -> str:
    """What the view with the focus looks through, else another visible one."""
    if cmds.about(batch=True):
        raise HostRefusal("noView", "This Maya has no window, so there is no view to move.")
    visible = [str(panel) for panel in cmds.getPanel(visiblePanels=True) or ()]
    views = [panel for panel in visible if str(cmds.getPanel(typeOf=panel)) == "modelPanel"]
    focused = str(cmds.getPanel(withFocus=True))
    for panel in sorted(views, key=lambda view: view != focused):
        camera = str(cmds.modelPanel(panel, query=True, camera=True) or "")
        if camera and _may_move(camera):
            return camera
    if views:
        raise HostRefusal(
            "noView", "Every view of Maya looks through a camera of the scene. Look through persp in one of them."
        )
    raise HostRefusal("noView", "Maya shows no view that could be moved to these nodes.")


def _may_move(camera: str) -> bool:
    """Whether a camera is one that Maya itself made for looking, and free."""
    try:
        return bool(cmds.camera(camera, query=True, startupCamera=True)) and not cmds.camera(
            camera, query=True, lockTransform=True
        )
    except RuntimeError:
        return False


@contextmanager
def _unrecorded() -> Iterator[None]:
    """Looking elsewhere is no step to undo, and no change to save."""
    records = bool(cmds.undoInfo(query=True, state=True))
    if records:
        # Without a flush the queue stays as it is; only what destroys nodes must not happen meanwhile.
        cmds.undoInfo(stateWithoutFlush=False)
    try:
        with unmodified():
            yield
    finally:
        if records:
            cmds.undoInfo(stateWithoutFlush=True)
