"""Begins the self-test of the host that this Python runs in, once at a time, and never raises into it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Callable, Protocol

from ..control import status


class SelfTest(Protocol):
    """A self-test under way. `progress` is from 0 to 1; `cancel` ends it at the host's next idle moment."""

    @property
    def is_over(self) -> bool: ...
    @property
    def progress(self) -> float: ...
    def cancel(self) -> None: ...


class _Here:
    running: SelfTest | None = None


def selftest(environment: Mapping[str, str] | None = None, say: Callable[[str], None] = print) -> SelfTest | None:
    """Checks what Rigscope relies on in this very host, in less than a minute, and leaves a report in the runtime
    folder; the last line that it says names the file. While one is under way, that one is given. None where it does not
    begin, and then it says why. It never touches an open scene: facts that need one of their own are checked where
    nothing is open. Call it on the host's main thread."""
    if _Here.running is not None and not _Here.running.is_over:
        return _Here.running
    environment = os.environ if environment is None else environment
    try:
        begun = _begin(environment, say)
    except Exception as error:  # noqa: BLE001 - whatever goes wrong here must not reach the host
        begun = f"Rigscope's self-test did not begin: {error}"
    if isinstance(begun, str):
        say(begun)
        return None
    _Here.running = begun
    return begun


def _begin(environment: Mapping[str, str], say: Callable[[str], None]) -> SelfTest | str:
    if environment.get("RIGSCOPE_DISABLE") == "1":
        return "Rigscope is switched off by RIGSCOPE_DISABLE=1."
    if status().kind == "running":
        return "Rigscope is running: stop it with rigscope_bridge.stop(), then run the self-test again."
    from ..hosts.running_host import NoHost, running_host

    try:
        host, _ = running_host()
    except NoHost as error:
        return str(error)
    if host.kind != "maya":
        return f"Rigscope's self-test is for Maya; in {host.name} its own tests run."
    from ..hosts.maya_self_test import MayaSelfTest, refusal

    return refusal() or MayaSelfTest(environment, say)
