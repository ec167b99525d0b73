"""One published set of declarations of Maya's API, read from its .pyi files: which commands with which flags, and which
modules, classes and members there are. What no set has is left to declarations.py.

Both sets declare flags by their long names alone, so a short one (`q` for `query`) is not declared."""

from __future__ import annotations

import ast
import os
import re
from functools import cache, cached_property
from pathlib import Path
from typing import NamedTuple

VARIABLE = "RIGSCOPE_MAYA_STUBS"
"""Names the folder that holds an environment for each set; without it, that is .venv of this repository."""
SETS = ("types-maya-strict", "maya-stubs")
_ROOT = Path(__file__).resolve().parents[3]
_DEFINITION = re.compile(r"^def (\w+)\(.*\n(?:[^a-zA-Z@_\n].*\n|\n)*", re.MULTILINE)


class StubsMissing(Exception):
    """Raised where a set is not installed; the message says what to do."""


class Command(NamedTuple):
    """`flags` are the long names; `is_typed` is false where the set takes any flag, which says nothing of any."""

    flags: frozenset[str]
    is_typed: bool


class _Scope(NamedTuple):
    """What a module or a class declares. `bases` are dotted names as written, of a module's classes none."""

    names: frozenset[str]
    bases: tuple[str, ...]
    classes: dict[str, _Scope]


def environment(name: str) -> Path:
    """The environment that a set is installed in, whether it is there or not."""
    return Path(os.environ.get(VARIABLE) or _ROOT / ".venv") / name


def why_missing() -> str | None:
    """A sentence where a set is not installed, for tests that are then skipped by name."""
    absent = [name for name in SETS if _folder(name) is None]
    if not absent:
        return None
    return f"{' and '.join(absent)} not installed: `npm run check` or `npm test` fetches them once"


@cache
def stub_set(name: str) -> StubSet:
    """The set of this name, read once a process."""
    return StubSet(name)


class StubSet:
    """One set; `stub_set` gives it. Raises StubsMissing where it is not installed."""

    def __init__(self, name: str) -> None:
        folder = _folder(name)
        if folder is None:
            raise StubsMissing(f"{name} is not in {environment(name)}: `npm run check` or `npm test` fetches it once.")
        self.name = name
        self._folder = folder
        self._read: dict[str, _Scope | None] = {}

    def command(self, name: str) -> Command | None:
        """A command of maya.cmds, None where the set has none of that name."""
        definitions = [_arguments(text) for text in self._definitions.get(name, ())]
        if not definitions:
            return None
        flags = frozenset(argument.arg for each in definitions for argument in each.kwonlyargs)
        return Command(flags, any(each.kwarg is None for each in definitions))

    def member(self, module: str, owner: str | None, name: str) -> bool:
        """Whether a module, or a class of it with all that it inherits, has something of this name."""
        if owner is None:
            scope = self._module(module)
            return (scope is not None and name in scope.names) or self._file(f"{module}.{name}") is not None
        return self._inherits(module, owner, name)

    def _inherits(self, module: str, owner: str, name: str) -> bool:
        scope = self._module(module)
        declared = None if scope is None else scope.classes.get(owner)
        if declared is None:
            return False
        if name in declared.names or hasattr(object, name):
            return True
        for base in declared.bases:
            place, _, above = base.rpartition(".")
            if self._inherits(place or module, above, name):
                return True
        return False

    @cached_property
    def _definitions(self) -> dict[str, list[str]]:
        """The text of each command's definitions: trees of all take a second to make, and few are asked for."""
        path = self._file("maya.cmds")
        found: dict[str, list[str]] = {}
        for match in _DEFINITION.finditer("" if path is None else path.read_text("utf-8")):
            found.setdefault(match[1], []).append(match[0])
        return found

    def _module(self, module: str) -> _Scope | None:
        if module not in self._read:
            path = self._file(module)
            self._read[module] = None if path is None else _scope(_body(path), ())
        return self._read[module]

    def _file(self, module: str) -> Path | None:
        top, *below = module.split(".")
        if top != "maya":
            return None
        path = self._folder.joinpath(*below)
        candidates = (path / "__init__.pyi", path.with_name(f"{path.name}.pyi"))
        return next((candidate for candidate in candidates if candidate.is_file()), None)


def _folder(name: str) -> Path | None:
    """The folder of the set's .pyi files."""
    places = ("lib/python3*/site-packages/maya-stubs", "Lib/site-packages/maya-stubs")
    return next((found for place in places for found in environment(name).glob(place)), None)


def _arguments(definition: str) -> ast.arguments:
    node = ast.parse(definition).body[0]
    assert isinstance(node, ast.FunctionDef)
    return node.args


def _body(path: Path) -> list[ast.stmt]:
    return ast.parse(path.read_text("utf-8"), str(path)).body


def _scope(body: list[ast.stmt], bases: tuple[str, ...]) -> _Scope:
    names: set[str] = set()
    classes: dict[str, _Scope] = {}
    for node in body:
        if isinstance(node, ast.FunctionDef):
            names.add(node.name)
        elif isinstance(node, ast.ClassDef):
            names.add(node.name)
            classes[node.name] = _scope(node.body, tuple(ast.unparse(base) for base in node.bases))
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            names.add(node.target.id)
        elif isinstance(node, ast.ImportFrom):
            # `X as X` is how declarations say that an imported name is their own too.
            names.update(alias.name for alias in node.names if alias.asname == alias.name)
    return _Scope(frozenset(names), bases, classes)
