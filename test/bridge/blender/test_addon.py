"""The packaged add-on installs into a fresh profile of a real Blender, works there, and leaves when it is told to."""

from __future__ import annotations

import json
import sys
import zipfile
from pathlib import Path

import pytest
from blender.blender_process import needs_blender, needs_window, run_blender

ROOT = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT / "bridge" / "install" / "blender"))

from package import make_package  # noqa: E402 - found beside the add-on

HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_package(tmp_path_factory.mktemp("dist"))


def test_the_package_holds_the_add_on_its_licences_and_no_compiled_file(archive: Path) -> None:
    names = zipfile.ZipFile(archive).namelist()
    for name in ("__init__.py", "blender_manifest.toml", "LICENSE", "rigscope_bridge/hosts/blender.py"):
        assert f"rigscope/{name}" in names
    assert any(name.startswith("rigscope/rigscope_bridge/_vendor/websockets/") for name in names)
    assert not [name for name in names if name.endswith((".pyc", ".so", ".pyd")) or "__pycache__" in name]
    assert {name.split("/")[0] for name in names} == {"rigscope"}


def test_the_same_sources_make_the_same_bytes(archive: Path, tmp_path: Path) -> None:
    assert make_package(tmp_path).read_bytes() == archive.read_bytes()


@needs_window
def test_it_installs_starts_stops_and_leaves(archive: Path, tmp_path: Path) -> None:
    report = tmp_path / "report.json"
    arguments = ["--python", str(HERE / "install_in_blender.py"), "--", str(archive), str(report)]
    environment = {"RIGSCOPE_PANEL": "false"}
    _, printed = run_blender(tmp_path, arguments, window=True, factory=False, environment=environment, seconds=400)
    assert report.exists(), printed[-3000:]
    saw = json.loads(report.read_text("utf-8"))
    assert "failure" not in saw, saw
    assert str(tmp_path) in saw["from profile"]
    for what in ("starts by itself", "stops", "starts again, once", "says what opening came to"):
        assert saw[what], (what, saw, printed[-3000:])
    assert saw["ends when switched off"] and saw["starts when switched on again"]
    assert saw["sidebar"] and not saw["sidebar left"] and saw["handlers left"] == 0
    assert saw["opening"] == "The panel did not open: the program said nothing."
    assert saw["own libraries"] == [] and not saw["dirty"]


@needs_blender
@pytest.mark.parametrize(("batch", "starts"), [(None, False), ("1", True)])
def test_without_a_window_it_starts_only_when_asked(
    archive: Path, tmp_path: Path, batch: str | None, starts: bool
) -> None:
    script = tmp_path / "batch.py"
    script.write_text(
        "import bpy, os, json, pathlib\n"
        f"bpy.ops.preferences.addon_install(filepath={str(archive)!r})\n"
        "bpy.ops.preferences.addon_enable(module='rigscope')\n"
        "folder = pathlib.Path(os.environ['RIGSCOPE_RUNTIME_DIR'])\n"
        "import threading\n"
        "names = [thread.name for thread in threading.enumerate()]\n"
        "handlers = len(bpy.app.handlers.frame_change_post)\n"
        "print('SAW', json.dumps([len(list(folder.rglob('*'))), len(names), handlers]))\n",
        "utf-8",
    )
    environment = {} if batch is None else {"RIGSCOPE_BATCH": batch}
    code, printed = run_blender(tmp_path, ["--python", str(script)], factory=False, environment=environment)
    assert code == 0
    files, threads, handlers = json.loads(next(line for line in printed.split("\n") if line.startswith("SAW"))[4:])
    assert (files > 0, threads > 1, handlers > 0) == (starts, starts, starts), printed[-2000:]
    assert not list((tmp_path / "run").rglob("*.json")), "an address file was left behind"
