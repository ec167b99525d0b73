"""What the supported versions of Maya, and two that are not, bring along, and which flags came later than 2022."""

from __future__ import annotations

from typing import NamedTuple


class MayaVersion(NamedTuple):
    """One release. `api` is what about(apiVersion=True) says."""

    year: int
    python: str
    qt: str
    api: int


VERSIONS: dict[int, MayaVersion] = {
    release.year: release
    for release in (
        MayaVersion(2022, "3.7.7", "5.15.2", 20220000),
        MayaVersion(2023, "3.9.7", "5.15.2", 20230000),
        MayaVersion(2024, "3.10.8", "5.15.2", 20240000),
        MayaVersion(2025, "3.11.4", "6.5.3", 20250000),
        MayaVersion(2026, "3.11.9", "6.5.3", 20260000),
        MayaVersion(2027, "3.13.9", "6.8.3", 20270000),
    )
}

_FLAGS_SINCE = {
    ("evaluationManager", "fallbackTriggered"): 2025,
    ("evaluationManager", "reduceGraphRebuild"): 2025,
}


def missing_in(version: int, command: str, flag: str, since: str | None) -> bool:
    """Whether a flag is not there yet; `since` is what the declarations say of it."""
    first = _FLAGS_SINCE.get((command, flag), int(since) if since is not None else 0)
    return version < first
