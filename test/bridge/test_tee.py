"""What the host prints: read, forwarded unharmed, never waited for."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from rigscope_bridge import printed_stream
from rigscope_bridge.slices import Slices
from support.output import Output


@pytest.fixture
def output(runtime: Path) -> Iterator[Output]:
    printing = Output(runtime, (r"^noise in \S+ seconds$",))
    yield printing
    printing.close()


def test_lines_are_logged_and_forwarded_as_they_were(output: Output, runtime: Path) -> None:
    output.print("Info: gespeichert „Zug“ 保存\nError: no camera\nhalf ")
    output.print(b"line \xff\n")
    assert output.lines() == ["Info: gespeichert „Zug“ 保存", "Error: no camera", "half line �"]
    assert output.came_out() == "Info: gespeichert „Zug“ 保存\nError: no camera\nhalf line ".encode() + b"\xff\n"


def test_lines_that_only_sampling_prints_are_swallowed(output: Output) -> None:
    output.print("before\nnoise in 0.0123 seconds\nafter noise in 1 seconds\n")
    assert output.lines() == ["before", "after noise in 1 seconds"]
    assert output.came_out() == b"before\nafter noise in 1 seconds\n"


def test_a_prompt_without_a_line_break_appears_soon_and_once(output: Output) -> None:
    output.print("Password? ")
    deadline, seen = time.monotonic() + 5, b""
    while not seen and time.monotonic() < deadline:
        output.lines()
        seen = output.came_out()
    output.print("yes\n")
    assert output.lines() == ["Password? yes"]
    assert seen + output.came_out() == b"Password? yes\n"


def test_stopping_restores_the_output_and_hands_on_the_rest(output: Output) -> None:
    output.print("last words")
    output.tee.stop()
    output.print(" and more\n")
    assert output.came_out() == b"last words and more\n"


def test_printing_never_waits_for_a_reader_who_has_stopped(output: Output) -> None:
    began = time.monotonic()
    for _ in range(200):
        output.print("x" * 4095 + "\n")
        output.tee.pump(Slices())
    assert time.monotonic() - began < 5
    assert len(output.lines()) == 200 or output.queue.dropped > 0


def test_what_a_reader_does_not_take_is_bounded_and_said(output: Output) -> None:
    for _ in range(1_500):
        output.print("x" * 4095 + "\n")
        output.tee.pump(Slices())
    output.came_out()
    output.tee.pump(Slices())
    assert b"bytes of output were not read in time and are lost" in output.came_out()


def test_the_file_is_replaced_without_losing_a_line(output: Output, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printed_stream, "ROTATE_BYTES", 20_000)
    monkeypatch.setattr(printed_stream, "_LATE_WRITE_SECONDS", 0.01)
    count = 20_000

    def write() -> None:
        for number in range(count):
            output.print(f"line {number}\n")

    writer = threading.Thread(target=write)
    writer.start()
    received, seen, deadline = b"", 0, time.monotonic() + 30
    while received.count(b"\n") < count and time.monotonic() < deadline:
        seen += len(output.lines())
        received += output.came_out()
    writer.join()
    output.tee.stop()
    received += output.came_out()
    assert seen + output.queue.dropped == count
    assert received.decode("ascii").split("\n")[:-1] == [f"line {number}" for number in range(count)]


def test_a_real_process_keeps_its_output_with_a_client_connected(environment: dict[str, str], runtime: Path) -> None:
    program = """
import os, sys, time, json, pathlib
import rigscope_bridge
from rigscope_bridge.hosts.fake import FakeHost
sys.path.insert(0, sys.argv[1])
from support.session import FakeSession
session = FakeSession(os.environ, pathlib.Path(os.environ["RIGSCOPE_RUNTIME_DIR"]))
print("before")
client = session.connect()
session.until(client.has_whole_roster)
print("printed by Python", flush=True)
os.system("echo printed by a child")
print("fake graph updated in 0.01 seconds", flush=True)
session.until(lambda: any(line["text"] == "printed by a child" for m in client.of("log") for line in m["lines"]))
session.close()
print("after")
"""
    done = subprocess.run(
        [sys.executable, "-c", program, str(Path(__file__).parent)],
        env={**os.environ, **environment, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert sorted(done.stdout.split("\n")) == sorted(["before", "printed by Python", "printed by a child", "after", ""])


def test_a_line_that_was_begun_when_the_file_is_replaced_comes_out_whole(
    output: Output, runtime: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(printed_stream, "ROTATE_BYTES", 1_000)
    monkeypatch.setattr(printed_stream, "_LATE_WRITE_SECONDS", 0.05)
    output.tee.stop()
    output.tee.start()
    output.print("x" * 2_000 + "\nhalf a ")
    deadline = time.monotonic() + 5
    while len(list(runtime.iterdir())) < 2 and time.monotonic() < deadline:
        output.lines()
    output.print("line\n")
    received = b""
    while b"line\n" not in received and time.monotonic() < deadline:
        output.lines()
        received += output.came_out()
    assert received.endswith(b"\nhalf a line\n")
