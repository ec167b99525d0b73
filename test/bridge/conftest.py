"""Fixtures for tests of the bridge: a private runtime folder, and a bridge in the fake host that is stopped again."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from support.session import FakeSession

# A slow machine is no failure: examples are bounded in number, not in time.
settings.register_profile("rigscope", deadline=None)
settings.load_profile("rigscope")


@pytest.fixture
def runtime(tmp_path: Path) -> Path:
    """A private runtime folder."""
    folder = tmp_path / "run"
    folder.mkdir(mode=0o700)
    return folder


@pytest.fixture
def environment(runtime: Path, tmp_path: Path) -> dict[str, str]:
    """An environment in which nothing of this machine's settings holds."""
    return {
        "PATH": os.environ.get("PATH", ""),
        "RIGSCOPE_RUNTIME_DIR": str(runtime),
        "RIGSCOPE_SITE": os.devnull,
        "XDG_CONFIG_HOME": str(tmp_path / "config"),
    }


@pytest.fixture
def session(environment: dict[str, str], runtime: Path) -> Iterator[FakeSession]:
    """A fake host with the bridge running in it."""
    running = FakeSession(environment, runtime)
    yield running
    running.close()


@pytest.fixture
def still(session: FakeSession) -> FakeSession:
    """The artist does nothing, so captures drive the host."""
    session.host.is_playing = False
    return session
