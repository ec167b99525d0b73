"""One session of the bridge: makes its parts, joins them to the host, and takes everything back at the end."""

from __future__ import annotations

import atexit
import logging
import os
import secrets
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Callable

from .back_off import BackOff
from .captures.captures import Captures
from .captures.desk import CaptureDesk
from .captures.places import sweep_captures
from .clock import Clock
from .commands import Commands
from .discovery import AddressFile, sweep
from .duties import Duties
from .hello import hello
from .hosts.host import Configurable, Host, Undo, Wishes
from .io_thread import IoThread
from .logs import LogQueue, PythonLogs
from .own_cost import OwnCost, OwnCostMeter
from .printed_file import sweep_printed
from .probes import SafeProbes
from .processes import boot_id, machine_name, started_at
from .resolver import Resolver
from .roster import Roster
from .runtime_folder import private_folder
from .sampler import Sampler
from .server import Server
from .session import Session
from .session_state import SessionState
from .settings import Settings
from .slices import Slices
from .tee import Tee

_log = logging.getLogger("rigscope.bridge")
_JOIN_SECONDS = 2.0


class Bridge:
    """Made and stopped on the host's main thread. The constructor may raise OSError or FolderRefused, and then has
    taken back what it had done."""

    def __init__(
        self, host: Host, clock: Clock, runtime: Path, settings: Settings, environment: Mapping[str, str]
    ) -> None:
        self._undos: list[tuple[str, Callable[[], object]]] = []
        self.host = host
        self.is_over = False
        self._owner_pid = os.getpid()
        self.session_id = secrets.token_hex(8)
        self.slices = Slices()
        try:
            self._begin(clock, private_folder(runtime), settings, environment)
        except BaseException:
            self._undo_all()
            raise

    @property
    def port(self) -> int:
        return self._io.server.port

    @property
    def clients(self) -> int:
        return len(self._io.server.connections)

    @property
    def own_cost(self) -> OwnCost:
        """Of the last ten seconds while somebody was connected."""
        return self._io.news.cost

    @property
    def failure(self) -> str | None:
        """Why the bridge ended by itself, None where it did not."""
        return self._io.failure

    def stop(self, reason: str, sentence: str) -> None:
        """Says goodbye and undoes every registration; harmless twice, and in a forked child, whose exit is not the
        host's."""
        if self.is_over or os.getpid() != self._owner_pid:
            return
        self.is_over = True
        self._goodbye = (reason, sentence)
        self._undo_all()

    def _begin(self, clock: Clock, runtime: Path, settings: Settings, environment: Mapping[str, str]) -> None:
        host = self.host
        logs = LogQueue(clock.monotonic)
        python_logs = PythonLogs(logs)
        python_logs.start()
        self._undos.append(("logs", python_logs.stop))
        sweep(runtime)
        sweep_printed(runtime)
        sweep_captures(runtime)
        meter, roster = OwnCostMeter(), Roster()
        captures = Captures(host, meter, clock.monotonic)
        commands = Commands(host, roster, captures)
        duties = Duties(host, roster, commands, captures, meter)
        sampler = Sampler(meter, clock.monotonic, lambda is_safe: self._tick(duties, sampler, is_safe))
        sampler.on_selection = lambda: duties.selected(sampler)
        sampler.on_leaving = lambda: self.stop("hostExit", f"{host.name} was closed.")
        probes = SafeProbes(meter)
        probes.on_failure = captures.failed
        duties.on_failure = lambda duty, error: probes.failed(f"read {duty}", error)
        resolver = Resolver(settings.values["resolver"]["rules"], environment)
        for problem in [*settings.problems, *resolver.problems]:
            logs.add("warning", "bridge", problem, None)
        limits = settings.values["bridge"]
        if isinstance(host, Configurable):
            wants_output = bool(limits["mayaOutput"]) or environment.get("RIGSCOPE_MAYA_OUTPUT") == "1"
            host.configure(Wishes(script_editor=wants_output), lambda line: logs.add(*line))
        budgets = (limits["ownCostMsPerFrame"] / 1000, limits["ownCostMsPerSample"] / 1000)
        back_off = BackOff(*budgets, samples="samples" in host.capabilities)
        address = AddressFile(runtime, self.session_id)
        session = Session(
            self.session_id,
            host,
            clock,
            meter,
            probes,
            sampler,
            duties,
            commands,
            captures,
            logs,
            resolver,
            back_off,
            address,
        )
        token = secrets.token_urlsafe(32)
        server = Server(token, clock.monotonic, self.slices)
        # What a host says it prints only because it is sampled; not every host prints.
        tee = Tee(runtime, logs, getattr(host, "printed_lines", ()))
        state = SessionState(hello(self.session_id, host, clock, ["stdout"] if Tee.is_possible() else []))
        self._goodbye = ("stopped", f"The bridge in {host.name} was stopped.")
        desk = CaptureDesk(captures, sampler, state, runtime, self.session_id, self.slices)
        self._io = IoThread(session, state, server, self.slices, tee, desk)
        self._undos.append(("I/O thread", lambda: self._io.stop(*self._goodbye, _JOIN_SECONDS)))
        undo_host: Undo = host.attach(sampler, probes)
        self._undos.append(("host", undo_host))
        self._undos.append(("observation", duties.stop))
        self._undos.append(("capture", captures.stop))
        self._io.start()
        self._undos.append(("address file", address.remove))
        address.write(self._address(token, server.port, clock))
        atexit.register(self._at_exit)
        self._undos.append(("exit hook", lambda: atexit.unregister(self._at_exit)))

    def _address(self, token: str, port: int, clock: Clock) -> dict[str, Any]:
        host = self.host
        return {
            "kind": "rigscope.session",
            "session": self.session_id,
            "port": port,
            "token": token,
            "pid": os.getpid(),
            "processStarted": started_at(os.getpid()),
            "machine": machine_name(),
            "bootId": boot_id(),
            "host": {"kind": host.kind, "name": host.name, "version": host.version},
            "scene": self._scene_name(),
            "origin": "live",
            "protocol": hello(self.session_id, host, clock, [])["protocol"],
        }

    def _scene_name(self) -> str | None:
        try:
            return self.host.scene().name
        except Exception as error:  # noqa: BLE001 - a host without a scene yet still starts
            _log.debug("the scene cannot be read yet: %s", error)
            return None

    def _tick(self, duties: Duties, sampler: Sampler, is_safe: bool) -> None:
        error = self._io.failure
        if error is None:
            duties.tick(sampler, is_safe)
        elif not self.is_over:
            self.stop("failed", "The bridge stopped after an error of its own.")
            print(f"Rigscope stopped after an error of its own ({error}); {self.host.name} goes on.", file=sys.stderr)

    def _at_exit(self) -> None:
        self.stop("hostExit", f"{self.host.name} was closed.")

    def _undo_all(self) -> None:
        while self._undos:
            name, undo = self._undos.pop()
            try:
                undo()
            except Exception as error:  # noqa: BLE001 - the rest is undone whatever failed
                _log.error("%s could not be taken back: %s", name, error, exc_info=error)
