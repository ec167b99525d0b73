"""Facts about this machine and its processes: who runs, since when, and which boot this is. None is unknown."""

from __future__ import annotations

import ctypes
import os
import platform
import socket
import subprocess
import sys
from functools import lru_cache
from pathlib import Path


@lru_cache(maxsize=1)
def machine_name() -> str:
    return socket.gethostname()


@lru_cache(maxsize=1)
def boot_id() -> str | None:
    """Changes with each boot."""
    try:
        if sys.platform.startswith("linux"):
            return Path("/proc/sys/kernel/random/boot_id").read_text("ascii").strip() or None
        if sys.platform == "darwin":
            command = ["/usr/sbin/sysctl", "-n", "kern.bootsessionuuid"]
            return subprocess.run(command, capture_output=True, text=True, timeout=2, check=True).stdout.strip() or None
    except (OSError, subprocess.SubprocessError, ValueError):
        return None
    return None


def is_alive(pid: int) -> bool:
    """Whether a process of this number runs; one of another user counts."""
    if sys.platform == "win32":
        # os.kill would end it there.
        kernel = ctypes.windll.kernel32
        handle = kernel.OpenProcess(0x1000, False, pid)
        if not handle:
            return False
        code = ctypes.c_ulong()
        kernel.GetExitCodeProcess(handle, ctypes.byref(code))
        kernel.CloseHandle(handle)
        return code.value == 259
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return pid < 2**31
    return True


def started_at(pid: int) -> float | None:
    """Wall seconds when a process started, as the system counts them (Linux: to a hundredth)."""
    if not sys.platform.startswith("linux"):
        return None
    try:
        # The name may hold spaces and brackets: fields are counted from the last bracket.
        stat = Path(f"/proc/{pid}/stat").read_text("utf-8", "replace").rpartition(")")[2].split()
        boot = next(line for line in Path("/proc/stat").read_text("ascii").splitlines() if line.startswith("btime "))
        return int(boot.split()[1]) + int(stat[19]) / os.sysconf("SC_CLK_TCK")
    except (OSError, ValueError, IndexError, StopIteration):
        return None


@lru_cache(maxsize=1)
def memory_bytes() -> float | None:
    """Memory of this machine."""
    try:
        return float(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES"))
    except (AttributeError, ValueError, OSError):
        return _windows_memory_bytes()


def _windows_memory_bytes() -> float | None:
    if sys.platform != "win32":
        return None
    kilobytes = ctypes.c_ulonglong()
    if not ctypes.windll.kernel32.GetPhysicallyInstalledSystemMemory(ctypes.byref(kilobytes)):
        return None
    return float(kilobytes.value * 1024)


@lru_cache(maxsize=1)
def cpu_name() -> str | None:
    try:
        if sys.platform.startswith("linux"):
            for line in Path("/proc/cpuinfo").read_text("utf-8", "replace").splitlines():
                if line.startswith("model name"):
                    return line.partition(":")[2].strip() or None
    except OSError:
        return None
    return platform.processor() or None


def hardware_class() -> str:
    """Coarse class for comparing machines: `16-core-64-GB`, memory to the nearest even number of gigabytes."""
    memory = memory_bytes()
    size = "unknown" if memory is None else str(max(1, round(memory / 2**30 / 2) * 2))
    return f"{os.cpu_count() or 'unknown'}-core-{size}-GB"
