"""Resident memory of this process, on each system without any package. Runs on any thread; knows no DCC."""

from __future__ import annotations

import ctypes
import os
import sys


def resident_bytes() -> float | None:
    """Bytes of physical memory that the process holds now; None where the system does not tell."""
    try:
        if sys.platform == "win32":
            return _windows()
        if sys.platform == "darwin":
            return _macos()
        with open("/proc/self/statm", "rb") as file:
            return float(int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE"))
    except (OSError, ValueError, IndexError, AttributeError):
        return None


class _ProcessMemoryCounters(ctypes.Structure):
    _fields_ = [
        ("size", ctypes.c_ulong),
        ("page_fault_count", ctypes.c_ulong),
        ("peak_working_set_size", ctypes.c_size_t),
        ("working_set_size", ctypes.c_size_t),
        ("quota_peak_paged_pool_usage", ctypes.c_size_t),
        ("quota_paged_pool_usage", ctypes.c_size_t),
        ("quota_peak_non_paged_pool_usage", ctypes.c_size_t),
        ("quota_non_paged_pool_usage", ctypes.c_size_t),
        ("pagefile_usage", ctypes.c_size_t),
        ("peak_pagefile_usage", ctypes.c_size_t),
    ]


def _windows() -> float | None:
    counters = _ProcessMemoryCounters()
    counters.size = ctypes.sizeof(counters)
    kernel = ctypes.CDLL("kernel32")
    kernel.GetCurrentProcess.restype = ctypes.c_void_p
    kernel.K32GetProcessMemoryInfo.argtypes = [ctypes.c_void_p, ctypes.c_void_p, ctypes.c_ulong]
    found = kernel.K32GetProcessMemoryInfo(kernel.GetCurrentProcess(), ctypes.byref(counters), counters.size)
    return float(counters.working_set_size) if found else None


class _MachTaskBasicInfo(ctypes.Structure):
    _fields_ = [
        ("virtual_size", ctypes.c_uint64),
        ("resident_size", ctypes.c_uint64),
        ("resident_size_max", ctypes.c_uint64),
        ("user_time", ctypes.c_int * 2),
        ("system_time", ctypes.c_int * 2),
        ("policy", ctypes.c_int),
        ("suspend_count", ctypes.c_int),
    ]


def _macos() -> float | None:
    system = ctypes.CDLL("/usr/lib/libSystem.B.dylib")
    info = _MachTaskBasicInfo()
    words = ctypes.c_uint32(ctypes.sizeof(info) // 4)
    mach_task_basic_info = 20
    task = ctypes.c_uint32.in_dll(system, "mach_task_self_")
    failed = system.task_info(task, mach_task_basic_info, ctypes.byref(info), ctypes.byref(words))
    return None if failed else float(info.resident_size)
