"""The libraries that the bridge carries: pure Python, under its own name, apart from the host's."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import rigscope_bridge

VENDOR = Path(rigscope_bridge.__file__).parent / "_vendor"
INSTALL = VENDOR.parents[1] / "install" / "vendor.py"


def test_only_pure_python_and_licences_are_carried() -> None:
    endings = {path.suffix for path in VENDOR.rglob("*") if path.is_file() and "__pycache__" not in path.parts}
    assert endings <= {".py", ".typed", ""}
    assert (VENDOR / "websockets" / "LICENSE").is_file() and (VENDOR / "yaml" / "LICENSE").is_file()
    assert not (VENDOR / "yaml" / "cyaml.py").exists()


def test_a_hosts_own_copies_are_neither_loaded_nor_replaced() -> None:
    program = (
        "import sys; import rigscope_bridge.bridge, rigscope_bridge._vendor.yaml as yaml;"
        "sys.exit(not (yaml.__with_libyaml__ is False and not {'yaml', '_yaml', 'websockets'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], env={"PYTHONPATH": str(VENDOR.parents[1])}, timeout=60, check=False
    )
    assert done.returncode == 0


def test_running_the_installer_again_changes_nothing() -> None:
    before = {path: path.stat().st_mtime_ns for path in VENDOR.rglob("*.py")}
    assert subprocess.run([sys.executable, str(INSTALL)], timeout=120, check=False).returncode == 0
    assert {path: path.stat().st_mtime_ns for path in VENDOR.rglob("*.py")} == before


def test_the_package_itself_loads_without_the_libraries_and_says_what_is_missing(tmp_path: Path) -> None:
    program = (
        "import sys; sys.modules['rigscope_bridge._vendor'] = None; import rigscope_bridge;"
        "from rigscope_bridge.hosts.fake import FakeHost; print(rigscope_bridge.start(FakeHost()).sentence)"
    )
    environment = {"PYTHONPATH": str(VENDOR.parents[1]), "RIGSCOPE_RUNTIME_DIR": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", program], env=environment, capture_output=True, text=True, timeout=60, check=False
    )
    assert "install/vendor.py" in done.stdout and done.stderr == ""
