"""Starts and stops the one bridge of this process: what may keep it off, and what became of it, in words."""

from __future__ import annotations

import logging
import os
from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal, NamedTuple

from .clock import Clock

if TYPE_CHECKING:
    from .bridge import Bridge
    from .hosts.host import Host

_log = logging.getLogger("rigscope")
# Where nobody configured logging, Python would print our warnings into the host's terminal.
_log.addHandler(logging.NullHandler())


class Status(NamedTuple):
    """`sentence` is for people. `own_cost` is mean seconds a frame, None unknown."""

    kind: Literal["running", "stopped", "refused"]
    sentence: str
    session: str | None = None
    port: int | None = None
    clients: int = 0
    own_cost: float | None = None


class _Here:
    """The bridge of this process, and the sentence of the last refusal."""

    bridge: Bridge | None = None
    refused: str | None = None


def start(
    host: Host | None = None,
    *,
    background: bool | None = None,
    clock: Clock | None = None,
    environment: Mapping[str, str] | None = None,
) -> Status:
    """Starts the bridge in this host, without one in the one that this Python runs in; harmless where it runs already.
    `background` is true in sessions without a window, where nothing starts unless RIGSCOPE_BATCH=1; of a host that is
    found, it is known. Call it on the host's main thread."""
    if _Here.bridge is not None and not _Here.bridge.is_over:
        if _Here.bridge.failure is None:
            return status()
        stop("replaced")
    environment = os.environ if environment is None else environment
    try:
        _Here.refused = _begin(host, background, clock or Clock(), environment)
    except Exception as error:  # noqa: BLE001 - whatever goes wrong here must not reach the host
        _log.debug("the bridge did not start", exc_info=error)
        _Here.refused = f"Rigscope did not start: {error}"
    return status()


def stop(reason: Literal["stopped", "hostExit", "disabled", "replaced"] = "stopped") -> Status:
    """Stops the bridge and undoes all that it registered; harmless where none runs."""
    bridge, _Here.bridge = _Here.bridge, None
    _Here.refused = None
    if bridge is not None:
        try:
            name = bridge.host.name
            bridge.stop(reason, f"{name} was closed." if reason == "hostExit" else f"The bridge in {name} was stopped.")
        except Exception as error:  # noqa: BLE001 - whatever goes wrong here must not reach the host
            _log.debug("the bridge did not stop cleanly", exc_info=error)
    return status()


def status() -> Status:
    """What the bridge of this process is doing."""
    bridge = _Here.bridge
    if bridge is not None and bridge.failure is not None:
        return Status("refused", f"Rigscope stopped after an error of its own: {bridge.failure}")
    if bridge is None or bridge.is_over:
        if _Here.refused is not None:
            return Status("refused", _Here.refused)
        return Status("stopped", "Rigscope is not running.")
    clients = bridge.clients
    who = (
        "nobody is connected"
        if clients == 0
        else "1 client is connected"
        if clients == 1
        else f"{clients} clients are connected"
    )
    cost = bridge.own_cost.mean if clients else None
    return Status("running", f"Rigscope is running; {who}.", bridge.session_id, bridge.port, clients, cost)


def _begin(host: Host | None, background: bool | None, clock: Clock, environment: Mapping[str, str]) -> str | None:
    """Starts; gives a sentence where it must not or cannot."""
    if environment.get("RIGSCOPE_DISABLE") == "1":
        return "Rigscope is switched off by RIGSCOPE_DISABLE=1."
    if host is None:
        from .hosts.running_host import NoHost, running_host

        try:
            host, is_background = running_host()
        except NoHost as error:
            print(error)
            return str(error)
        background = is_background if background is None else background
    if background and environment.get("RIGSCOPE_BATCH") != "1":
        return "Rigscope does not start in sessions without a window; set RIGSCOPE_BATCH=1 to start it there."
    try:
        from . import _vendor  # noqa: F401
    except ImportError:
        return "Rigscope's own libraries are missing; put them there with: python3 bridge/install/vendor.py"
    from .bridge import Bridge
    from .runtime_folder import FolderRefused, runtime_folder
    from .settings import load

    settings = load(environment)
    if not settings.values["bridge"]["enabled"]:
        where = settings.origins.get("bridge.enabled", "the settings")
        return f"Rigscope is switched off by bridge.enabled in {where}."
    try:
        _Here.bridge = Bridge(host, clock, runtime_folder(environment), settings, environment)
    except FolderRefused as error:
        return str(error)
    except OSError as error:
        return f"Rigscope cannot listen or write its address file: {error.strerror or error}."
    return None
