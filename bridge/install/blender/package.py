"""Makes dist/rigscope-blender-<version>.zip: the add-on with the bridge and its libraries inside, for Blender 3.4 and,
by its manifest, 4.2 and later. Run it with any Python 3.9; fetching the libraries is left to ../vendor.py.
"""

from __future__ import annotations

import ast
import json
import re
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[2]
ADDON = HERE / "rigscope"
BRIDGE = ROOT / "bridge" / "rigscope_bridge"
FIXED_DATE = (2026, 1, 1, 0, 0, 0)
"""The same files make the same bytes."""


class NotPackaged(Exception):
    """Why there is no package; the text is a sentence."""


def make_package(folder: Path = ROOT / "dist") -> Path:
    """Writes the zip into the folder; gives its path. Raises NotPackaged."""
    version = _version()
    if not (BRIDGE / "_vendor" / "websockets").is_dir():
        raise NotPackaged("The bridge's libraries are missing; put them there with: python3 bridge/install/vendor.py")
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"rigscope-blender-{version}.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for source, name in sorted(_files(), key=lambda file: file[1]):
            entry = zipfile.ZipInfo(name, FIXED_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            package.writestr(entry, source.read_bytes())
    return path


def _files() -> Iterator[tuple[Path, str]]:
    for source in _tree(ADDON):
        yield source, f"rigscope/{source.relative_to(ADDON).as_posix()}"
    for source in _tree(BRIDGE):
        yield source, f"rigscope/rigscope_bridge/{source.relative_to(BRIDGE).as_posix()}"
    yield ROOT / "LICENSE", "rigscope/rigscope_bridge/LICENSE"


def _tree(folder: Path) -> Iterator[Path]:
    for source in folder.rglob("*"):
        if source.is_file() and "__pycache__" not in source.parts and source.suffix not in {".pyc", ".so", ".pyd"}:
            yield source


def _version() -> str:
    """The project's version, which the add-on must say in both of its tongues."""
    version = str(json.loads((ROOT / "package.json").read_text("utf-8"))["version"])
    tree = ast.parse((ADDON / "__init__.py").read_text("utf-8"))
    info = next(
        ast.literal_eval(node.value)
        for node in tree.body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "bl_info"
    )
    said = ".".join(str(part) for part in info["version"])
    manifest = re.search(r'^version = "(.+)"$', (ADDON / "blender_manifest.toml").read_text("utf-8"), re.MULTILINE)
    if said != version or manifest is None or manifest[1] != version:
        raise NotPackaged(f"package.json says version {version}; bl_info and blender_manifest.toml must say the same.")
    return version


if __name__ == "__main__":
    try:
        print(make_package())
    except NotPackaged as reason:
        sys.exit(str(reason))
