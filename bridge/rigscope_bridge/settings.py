"""What site, show, user and environment set, in this order, the last winning for each value; what nobody sets holds its
default. What a setting means is said in schema.json."""

from __future__ import annotations

import copy
import json
import os
import re
import stat
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from .schema import Schema, check, schema

if TYPE_CHECKING:
    import yaml
else:
    from ._vendor import yaml

MOST_FILE_BYTES = 1_000_000


class Settings(NamedTuple):
    """The effective values, where each set leaf came from, and a sentence for each source that was refused."""

    values: dict[str, Any]
    origins: dict[str, str]
    problems: list[str]


class SettingsRefused(Exception):
    """A source cannot be used; the text is one sentence with file and line."""


class SettingFile(NamedTuple):
    """`source` is site, show or user. `named_by` is the variable that names the file, None where it is only looked
    for."""

    source: str
    path: Path
    named_by: str | None


def files(environment: Mapping[str, str]) -> list[SettingFile]:
    """The files, first to last."""
    found = [
        SettingFile(source, Path(environment[variable]), variable)
        for source, variable in (("site", "RIGSCOPE_SITE"), ("show", "RIGSCOPE_SHOW"))
        if environment.get(variable)
    ]
    if not environment.get("RIGSCOPE_SITE"):
        found.insert(0, SettingFile("site", Path("/etc/rigscope/rigscope.yaml"), None))
    return [*found, SettingFile("user", _config_folder(environment) / "rigscope" / "rigscope.yaml", None)]


def load(environment: Mapping[str, str] = os.environ) -> Settings:
    """Reads all sources. A bad one is refused whole, and the others still hold."""
    settings = Settings(copy.deepcopy(schema()["defaultSettings"]), {}, [])
    for source, path, named_by in files(environment):
        try:
            _overlay(settings, read_file(path), f"{source} {path}")
        except (FileNotFoundError, NotADirectoryError):
            if named_by is not None:
                sentence = f"{named_by} names {path}, which is not there. Correct the variable or unset it."
                settings.problems.append(sentence)
        except SettingsRefused as refused:
            settings.problems.append(str(refused))
        except OSError as error:
            settings.problems.append(f"{path} cannot be read: {error.strerror or error}.")
    for name, path_of_leaf, part in _leaves():
        text = environment.get(name)
        if text:
            value = _from_text(text, part)
            refusal = check(part, value, name)
            if refusal is None:
                _overlay(settings, _nested(path_of_leaf, value), name)
            else:
                settings.problems.append(f"{refusal}; the variable is left out.")
    return settings


def read_file(path: Path) -> dict[str, Any]:
    """One file's values, checked. Raises SettingsRefused and OSError."""
    facts = path.stat()
    # Reading a pipe would wait for ever; the null device is how one says: no file.
    if not stat.S_ISREG(facts.st_mode) and str(path) != os.devnull:
        raise SettingsRefused(f"{path} is not a file; it is left out.")
    if facts.st_size > MOST_FILE_BYTES:
        raise SettingsRefused(f"{path} is larger than {MOST_FILE_BYTES} bytes, which no settings are; it is left out.")
    try:
        text = path.read_text("utf-8")
        node = yaml.compose(text, Loader=yaml.SafeLoader)
        content = yaml.safe_load(text)
    except UnicodeDecodeError as error:
        raise SettingsRefused(f"{path} is not UTF-8 text; it is left out.") from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f", line {mark.line + 1}" if mark is not None else ""
        problem = getattr(error, "problem", None) or "it is not YAML"
        raise SettingsRefused(f"{path}{line}: {problem}; the file is left out.") from error
    except (ValueError, TypeError, RecursionError) as error:
        raise SettingsRefused(f"{path} is not YAML that settings can be in: {error}; it is left out.") from error
    if content is None:
        return {}
    twice = _set_twice(node)
    if twice is not None:
        raise SettingsRefused(f"{path}, line {twice[0]}: {twice[1]} is set twice; the file is left out.")
    refusal = _check_partial(schema()["settings"], content, ())
    if refusal is not None:
        where, sentence = refusal
        raise SettingsRefused(f"{path}, line {_line_of(node, where)}: {sentence}; the file is left out.")
    values: dict[str, Any] = content
    return values


def _check_partial(part: Schema, value: object, path: tuple[str, ...]) -> tuple[tuple[str, ...], str] | None:
    """Like the schema's check, but sections and values may be missing and unknown ones are refused: they are typos."""
    if part.get("type") != "object":
        refusal = check(part, value, ".".join(path))
        return None if refusal is None else (tuple(re.findall(r"[^.\[\]]+", refusal.partition(":")[0])), refusal)
    if not isinstance(value, dict):
        return path, f"{'.'.join(path) or 'the file'}: expected an object"
    for name, sub in value.items():
        if name not in part["properties"]:
            known = ", ".join(part["properties"])
            return (*path, str(name)), f"{'.'.join((*path, str(name)))} is not a setting; there are {known}"
        found = _check_partial(part["properties"][name], sub, (*path, name))
        if found is not None:
            return found
    return None


def _set_twice(node: Any, depth: int = 0) -> tuple[int, str] | None:
    """Line and name of a key that stands twice in one place: YAML takes the last, people the one they see."""
    if not isinstance(node, yaml.MappingNode) or depth > 8:
        return None
    seen = set()
    for key, value in node.value:
        name = str(key.value)
        if name in seen:
            return int(key.start_mark.line) + 1, name
        seen.add(name)
        found = _set_twice(value, depth + 1)
        if found is not None:
            return found
    return None


def _line_of(node: Any, path: tuple[str, ...]) -> int:
    """The line, from 1, on which the value of a path begins, or the nearest one above that is there."""
    line = 1 if node is None else int(node.start_mark.line) + 1
    for name in path:
        if isinstance(node, yaml.SequenceNode) and name.isdigit() and int(name) < len(node.value):
            node = node.value[int(name)]
            line = int(node.start_mark.line) + 1
            continue
        if not isinstance(node, yaml.MappingNode):
            break
        for key, value in node.value:
            if str(key.value) == name:
                node, line = value, int(key.start_mark.line) + 1
    return line


def _overlay(settings: Settings, values: dict[str, Any], origin: str, path: tuple[str, ...] = ()) -> None:
    target = settings.values
    for name in path:
        target = target[name]
    for name, value in values.items():
        if isinstance(value, dict):
            _overlay(settings, value, origin, (*path, name))
        else:
            target[name] = value
            settings.origins[".".join((*path, name))] = origin


def _leaves() -> Iterator[tuple[str, tuple[str, str], Schema]]:
    for section, part in schema()["settings"]["properties"].items():
        for key, leaf in part["properties"].items():
            yield f"RIGSCOPE_{_upper(section)}_{_upper(key)}", (section, key), leaf


def _upper(name: str) -> str:
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).upper()


def _from_text(text: str, part: Schema) -> Any:
    """A variable's value: text where text is meant, else JSON; what is not JSON stays text, for the check to refuse."""
    if part.get("type") == "string":
        return text
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return text


def _nested(path: tuple[str, str], value: Any) -> dict[str, Any]:
    return {path[0]: {path[1]: value}}


def _config_folder(environment: Mapping[str, str]) -> Path:
    if environment.get("XDG_CONFIG_HOME"):
        return Path(environment["XDG_CONFIG_HOME"])
    if sys.platform == "win32":
        return Path(environment.get("APPDATA") or Path.home() / "AppData" / "Roaming")
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support"
    return Path.home() / ".config"
