"""Puts the libraries of bridge/requirements.txt under `rigscope_bridge._vendor`, pure Python only.

Run as `python3 bridge/install/vendor.py`; does nothing when they are already there. What they are used for is left to
the bridge."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

REQUIREMENTS = Path(__file__).resolve().parent.parent / "requirements.txt"
VENDOR = REQUIREMENTS.parent / "rigscope_bridge" / "_vendor"
PACKAGES = ("websockets", "yaml")
# A host may carry its own compiled parts of these libraries under the same names; ours must never load them.
LEFT_OUT = ("websockets/speedups", "websockets/cli.py", "websockets/__main__.py", "yaml/cyaml.py")
# Every platform takes the same files: one wheel by name, whatever runs this.
ONE_WHEEL = [
    *("--python-version=3.9", "--implementation=cp", "--abi=cp39", "--abi=none", "--only-binary=:all:"),
    *("--platform=any", "--platform=manylinux_2_17_x86_64", "--platform=manylinux2014_x86_64"),
]


def stamp_text() -> str:
    """What the stamp holds once the libraries lie there: changes with the pinned versions and with this program."""
    return hashlib.sha256(REQUIREMENTS.read_bytes() + Path(__file__).read_bytes()).hexdigest() + "\n"


def is_current(vendor: Path = VENDOR) -> bool:
    stamp = vendor / "STAMP"
    return stamp.is_file() and stamp.read_text("utf-8") == stamp_text()


def download(folder: Path) -> str | None:
    """Fetches the pinned wheels, checked against their hashes; gives a sentence where that failed."""
    if subprocess.run([sys.executable, "-m", "pip", "--version"], capture_output=True, check=False).returncode != 0:
        return f"{sys.executable} has no pip: install it (on Debian: apt-get install python3-pip), then run this again."
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps"]
    command += ["--require-hashes", "--dest", str(folder), *ONE_WHEEL, "--requirement", str(REQUIREMENTS)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode == 0:
        return None
    lines = [line for line in done.stderr.splitlines() if line.strip()]
    return f"pip could not fetch the bridge's libraries: {lines[-1] if lines else 'it gave no reason'}"


def unpack(wheels: Path, into: Path) -> None:
    """Copies the pure Python files and licences of the wheels."""
    for wheel in sorted(wheels.glob("*.whl")):
        with zipfile.ZipFile(wheel) as archive:
            for name in archive.namelist():
                target = target_of(name)
                if target is not None:
                    path = into / target
                    path.parent.mkdir(parents=True, exist_ok=True)
                    path.write_bytes(archive.read(name))
    (into / "__init__.py").write_text('"""Pinned copies of libraries; see requirements.txt."""\n', "utf-8")


def target_of(name: str) -> str | None:
    """Where a wheel's file goes, or None where it is left out."""
    top = name.split("/", 1)[0]
    if top in PACKAGES:
        kept = name.endswith((".py", "py.typed")) and not name.startswith(LEFT_OUT)
        return name if kept else None
    if ".dist-info/" in name and name.rsplit("/", 1)[-1].upper().startswith("LICENSE"):
        package = "yaml" if top.lower().startswith("pyyaml") else "websockets"
        return f"{package}/LICENSE"
    return None


def vendor(target: Path = VENDOR) -> str | None:
    """Makes the folder current; gives a sentence where it could not."""
    if is_current(target):
        return None
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".vendor-") as scratch:
        wheels, fresh = Path(scratch) / "wheels", Path(scratch) / "fresh"
        wheels.mkdir()
        fresh.mkdir()
        failure = download(wheels)
        if failure is not None:
            return failure
        unpack(wheels, fresh)
        (fresh / "STAMP").write_text(stamp_text(), "utf-8")
        if target.exists():
            os.replace(target, Path(scratch) / "old")
        try:
            os.replace(fresh, target)
        except OSError:
            # Another run may have put the same files there in between.
            if not is_current(target):
                shutil.rmtree(target, ignore_errors=True)
                os.replace(fresh, target)
    return None


if __name__ == "__main__":
    sentence = vendor()
    if sentence is not None:
        sys.exit(sentence)
