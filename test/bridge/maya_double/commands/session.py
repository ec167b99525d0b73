"""Commands about this Maya and its preferences: about, optionVar, memory, workspace, deferring, printing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Callable

from ..script_editor import ERROR, WARNING
from .calling import Flags, command

if TYPE_CHECKING:
    from ..app import MayaApp


@command(
    "about",
    "version installedVersion product apiVersion batch application majorVersion minorVersion patchVersion qtVersion "
    "operatingSystem linux macOS win64 cutIdentifier file preferences environmentFile",
)
def about(app: MayaApp, arguments: tuple[Any, ...], flags: Flags) -> object:
    version = app.version
    return {
        "version": str(version.year),
        "installedVersion": f"{version.year} (double)",
        "product": f"{app.name} {version.year}",
        "apiVersion": version.api,
        "batch": app.batch,
        "application": "maya",
        "majorVersion": str(version.year),
        "minorVersion": "0",
        "patchVersion": "0",
        "qtVersion": version.qt,
        "operatingSystem": "linux64",
        "linux": True,
        "macOS": False,
        "win64": False,
        "cutIdentifier": "double",
        "file": str(version.year),
        "preferences": "/nowhere/maya",
        "environmentFile": "/nowhere/maya/Maya.env",
    }[flags.asked()]


@command("internalVar", "userAppDir userPrefDir userScriptDir userTmpDir mayaInstallDir")
def internal_var(app: MayaApp, arguments: tuple[Any, ...], flags: Flags) -> str:
    return f"/nowhere/maya/{flags.asked()}/"


@command("optionVar", "query exists intValue floatValue stringValue remove list version")
def option_var(app: MayaApp, arguments: tuple[Any, ...], flags: Flags) -> object:
    variables = app.option_variables
    if flags.get("list"):
        return list(variables)
    if "exists" in flags:
        return flags["exists"] in variables
    if "query" in flags:
        return variables.get(str(flags["query"]), 0)
    if "remove" in flags:
        variables.pop(str(flags["remove"]), None)
    for flag in ("intValue", "floatValue", "stringValue"):
        if flag in flags:
            name, value = flags[flag]
            variables[str(name)] = value
    return None


@command("memory", "physicalMemory processResidentMemory freeMemory heapMemory asFloat gigaByte megaByte kiloByte")
def memory(app: MayaApp, arguments: tuple[Any, ...], flags: Flags) -> object:
    unit = 1 << (30 if flags.get("gigaByte") else 20 if flags.get("megaByte") else 10 if flags.get("kiloByte") else 0)
    amount = (2 << 30) / unit
    return [amount if flags.get("asFloat") else int(amount)]


@command("workspace", "query rootDirectory directory fileRuleEntry")
def workspace(app: MayaApp, arguments: tuple[Any, ...], flags: Flags) -> str:
    return "/nowhere/project/"


@command("moduleInfo", "listModules path moduleName version definition")
def module_info(app: MayaApp, arguments: tuple[Any, ...], flags: Flags) -> object:
    return [] if flags.get("listModules") else ""


@command("pluginInfo", "query listPlugins loaded version")
def plugin_info(app: MayaApp, arguments: tuple[Any, ...], flags: Flags) -> object:
    if flags.asked() == "listPlugins":
        return sorted(app.files.plug_ins)
    return str(arguments[0]) in app.files.plug_ins if flags.asked() == "loaded" else "1.0"


@command("evalDeferred", "lowPriority lowestPriority evaluateNext")
def eval_deferred(app: MayaApp, arguments: tuple[Any, ...], flags: Flags) -> None:
    act: Callable[[], object] = arguments[0]
    if not callable(act):
        raise RuntimeError("The double defers functions, no text.")
    app.loop.eval_deferred(act, 2 if flags.get("lowestPriority") else 1 if flags.get("lowPriority") else 0)


@command("warning", "noContext")
def warning(app: MayaApp, arguments: tuple[Any, ...], flags: Flags) -> None:
    app.script_editor.show(str(arguments[0]), WARNING)


@command("error", "noContext")
def error(app: MayaApp, arguments: tuple[Any, ...], flags: Flags) -> None:
    app.script_editor.show(str(arguments[0]), ERROR)
    raise RuntimeError(str(arguments[0]))


@command("scriptEditorInfo", "query historyFilename writeHistory suppressWarnings suppressErrors suppressInfo")
def script_editor_info(app: MayaApp, arguments: tuple[Any, ...], flags: Flags) -> object:
    return "" if flags.asked() == "historyFilename" else False


@command("ogs", "deviceInformation gpuMemoryUsed reset pause")
def ogs(app: MayaApp, arguments: tuple[Any, ...], flags: Flags) -> object:
    return ["Adapter: a double"] if flags.get("deviceInformation") else 0
