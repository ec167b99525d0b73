"""Opens the panel from inside a host, off its main thread. What the program does then is the command line's business.

The session's id is the only thing on the command line; tokens never are."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO, Literal, NamedTuple

PATIENCE_SECONDS = 180.0
"""The first start from a checkout builds the panel, which takes a while."""


class LaunchState(NamedTuple):
    """How far opening the panel is. `sentence` is for people."""

    kind: Literal["opening", "opened", "failed"]
    sentence: str


class PanelLaunch:
    """One attempt to open the panel; ask for its `state` as often as wanted."""

    def __init__(self, session: str | None, environment: Mapping[str, str] | None = None) -> None:
        self.state = LaunchState("opening", "Opening the panel...")
        self._environment = dict(os.environ if environment is None else environment)
        self._session = session
        self._thread = threading.Thread(target=self._run, name="rigscope-launch", daemon=True)
        self._thread.start()

    def wait(self, seconds: float) -> LaunchState:
        """The state after at most so many seconds; for tests and scripts."""
        self._thread.join(seconds)
        return self.state

    def _run(self) -> None:
        program, tried = panel_program(self._environment)
        if program is None:
            self.state = LaunchState("failed", tried)
            return
        command = [*program, "open", *(["--session", self._session] if self._session else [])]
        self.state = _call(command, self._environment)


def panel_program(environment: Mapping[str, str]) -> tuple[Sequence[str] | None, str]:
    """The program that opens the panel, else None and a sentence saying what was tried.

    $RIGSCOPE_PANEL first, then the checkout that this file lies in, then `rigscope` on the path."""
    named = environment.get("RIGSCOPE_PANEL")
    if named:
        return shlex.split(named, posix=sys.platform != "win32"), ""
    path = environment.get("PATH")
    checkout = Path(__file__).resolve().parents[2] / "cli" / "rigscope.mjs"
    node = shutil.which("node", path=path)
    if checkout.is_file() and node is not None:
        return [node, str(checkout)], ""
    installed = shutil.which("rigscope", path=path)
    if installed is not None:
        return [installed], ""
    missing = "there is no node on the path to run the checkout with" if checkout.is_file() else "this is no checkout"
    return None, (
        f"The panel was not found: RIGSCOPE_PANEL is not set, {missing}, and there is no rigscope on the path. "
        "Set RIGSCOPE_PANEL to the command that runs rigscope."
    )


def _call(command: Sequence[str], environment: Mapping[str, str]) -> LaunchState:
    # A file, not a pipe: the hub that stays in the background would hold a pipe open.
    with tempfile.TemporaryFile() as printed:
        try:
            done = subprocess.run(
                command,
                env=dict(environment),
                stdin=subprocess.DEVNULL,
                stdout=printed,
                stderr=subprocess.STDOUT,
                timeout=PATIENCE_SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return LaunchState("failed", f"{command[0]} did not open the panel within {PATIENCE_SECONDS:.0f} s.")
        except OSError as error:
            return LaunchState("failed", f"{command[0]} does not start: {error.strerror or error}.")
        if done.returncode == 0:
            return LaunchState("opened", "The panel is open in the browser.")
        return LaunchState("failed", f"The panel did not open: {_last_line(printed)}")


def _last_line(printed: IO[bytes]) -> str:
    printed.seek(0)
    lines = printed.read().decode("utf-8", "replace").split("\n")
    return next((line.strip() for line in reversed(lines) if line.strip()), "the program said nothing.")[:300]
