"""The nodes that every new scene of Maya has, which files share and never make again."""

from __future__ import annotations

DEFAULT_NODES: tuple[tuple[str, str, str | None], ...] = (
    ("time", "time1", None),
    ("sequenceManager", "sequenceManager1", None),
    ("hardwareRenderingGlobals", "hardwareRenderingGlobals", None),
    ("partition", "renderPartition", None),
    ("renderGlobalsList", "renderGlobalsList1", None),
    ("defaultLightList", "defaultLightList1", None),
    ("defaultShaderList", "defaultShaderList1", None),
    ("postProcessList", "postProcessList1", None),
    ("defaultRenderUtilityList", "defaultRenderUtilityList1", None),
    ("defaultRenderingList", "defaultRenderingList1", None),
    ("lightList", "lightList1", None),
    ("defaultTextureList", "defaultTextureList1", None),
    ("lambert", "lambert1", None),
    ("shadingEngine", "initialShadingGroup", None),
    ("shadingEngine", "initialParticleSE", None),
    ("renderGlobals", "defaultRenderGlobals", None),
    ("resolution", "defaultResolution", None),
    ("hwRenderGlobals", "defaultHardwareRenderGlobals", None),
    ("hardwareRenderGlobals", "hardwareRenderGlobals", None),
    ("objectSet", "defaultLightSet", None),
    ("objectSet", "defaultObjectSet", None),
    ("ikSystem", "ikSystem", None),
    ("hyperGraphInfo", "hyperGraphInfo", None),
    ("hyperLayout", "hyperGraphLayout", None),
    ("globalCacheControl", "globalCacheControl", None),
    ("dynController", "dynController1", None),
    ("strokeGlobals", "strokeGlobals", None),
    ("lightLinker", "lightLinker1", None),
    ("displayLayerManager", "layerManager", None),
    ("displayLayer", "defaultLayer", None),
    ("renderLayerManager", "renderLayerManager", None),
    ("renderLayer", "defaultRenderLayer", None),
    ("colorManagementGlobals", "defaultColorMgtGlobals", None),
    ("transform", "persp", None),
    ("camera", "perspShape", "persp"),
    ("transform", "top", None),
    ("camera", "topShape", "top"),
    ("transform", "front", None),
    ("camera", "frontShape", "front"),
    ("transform", "side", None),
    ("camera", "sideShape", "side"),
)

SAVED_KINDS = frozenset(
    "transform camera lightLinker displayLayerManager displayLayer renderLayerManager renderLayer".split()
)
"""Of those, what Maya saves with the scene all the same, and so does not call default nodes."""
