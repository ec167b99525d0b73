"""An output as a host has it, listened to by the bridge's tee; the test prints to it and reads what comes out."""

from __future__ import annotations

import os
import time
from pathlib import Path

from rigscope_bridge.logs import LogQueue
from rigscope_bridge.slices import Slices
from rigscope_bridge.tee import Tee


class Output:
    """A descriptor that stands for the host's stdout, and the pipe that it goes to."""

    def __init__(self, folder: Path, noise: tuple[str, ...] = ()) -> None:
        self.reader, self.number = os.pipe()
        self.queue = LogQueue(time.perf_counter)
        self.tee = Tee(folder, self.queue, noise, ((self.number, "stdout"),))
        self.tee.start()

    def print(self, text: str | bytes) -> None:
        os.write(self.number, text.encode("utf-8") if isinstance(text, str) else text)

    def lines(self) -> list[str]:
        self.tee.pump(Slices())
        return [line.text for line in self.queue.take(10_000) for _ in range(line.repeats)]

    def came_out(self) -> bytes:
        os.set_blocking(self.reader, False)
        received = b""
        while True:
            try:
                received += os.read(self.reader, 65536)
            except BlockingIOError:
                return received

    def close(self) -> None:
        self.tee.close()
        os.close(self.number)
        os.close(self.reader)
