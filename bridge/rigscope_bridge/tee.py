"""Listens to what the host prints to C stdout and stderr while a client is connected, and hands it on unharmed."""

from __future__ import annotations

from .slices import Slices


class Tee:
    def start(self) -> None: ...
    def stop(self) -> None: ...
    def pump(self, slices: Slices) -> None: ...
