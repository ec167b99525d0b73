"""Which node types are kinds of which others, which lie in the DAG, and what each costs to evaluate here.

Types that are not named are plain dependency nodes. Costs are invented, in proportions that rigs are known for."""

from __future__ import annotations

from functools import cache

_KINDS_OF: dict[str, str] = {
    "containerBase": "node",
    "entity": "containerBase",
    "dagNode": "entity",
    "shape": "dagNode",
    "geometryShape": "shape",
    "deformableShape": "geometryShape",
    "controlPoint": "deformableShape",
    "curveShape": "controlPoint",
    "surfaceShape": "controlPoint",
    "mesh": "surfaceShape",
    "nurbsSurface": "surfaceShape",
    "nurbsCurve": "curveShape",
    "lattice": "controlPoint",
    "camera": "shape",
    "locator": "geometryShape",
    "light": "locator",
    "directionalLight": "light",
    "pointLight": "light",
    "ambientLight": "light",
    "spotLight": "light",
    "clusterHandle": "shape",
    "softModHandle": "shape",
    "deformSquash": "deformFunc",
    "deformBend": "deformFunc",
    "deformFunc": "shape",
    "hikFloorContactMarker": "shape",
    "unknownDag": "dagNode",
    "transform": "dagNode",
    "joint": "transform",
    "ikHandle": "transform",
    "ikEffector": "transform",
    "lookAt": "transform",
    "place3dTexture": "transform",
    "unknownTransform": "transform",
    "constraint": "transform",
    "pointConstraint": "constraint",
    "orientConstraint": "constraint",
    "aimConstraint": "constraint",
    "parentConstraint": "constraint",
    "scaleConstraint": "constraint",
    "poleVectorConstraint": "pointConstraint",
    "geometryConstraint": "constraint",
    "normalConstraint": "constraint",
    "tangentConstraint": "constraint",
    "hikGroundPlane": "transform",
    "objectSet": "entity",
    "shadingEngine": "objectSet",
    "reference": "node",
    "displayLayer": "node",
    "animCurve": "node",
    "animCurveTL": "animCurve",
    "animCurveTA": "animCurve",
    "animCurveTT": "animCurve",
    "animCurveTU": "animCurve",
    "animCurveUL": "animCurve",
    "animCurveUA": "animCurve",
    "animCurveUT": "animCurve",
    "animCurveUU": "animCurve",
    "geometryFilter": "node",
    "weightGeometryFilter": "geometryFilter",
    "skinCluster": "geometryFilter",
    "blendShape": "geometryFilter",
    "tweak": "geometryFilter",
    "sculpt": "geometryFilter",
    "wrap": "weightGeometryFilter",
    "wire": "weightGeometryFilter",
    "cluster": "weightGeometryFilter",
    "ffd": "weightGeometryFilter",
    "nonLinear": "weightGeometryFilter",
    "deltaMush": "weightGeometryFilter",
    "softMod": "weightGeometryFilter",
    "proximityWrap": "weightGeometryFilter",
    "groupParts": "abstractBaseCreate",
    "abstractBaseCreate": "node",
    "lambert": "node",
    "reflect": "lambert",
    "phong": "reflect",
    "blinn": "reflect",
    "standardSurface": "node",
    "unknown": "node",
}

_MICROSECONDS: dict[str, float] = {
    "skinCluster": 180.0,
    "blendShape": 90.0,
    "wrap": 400.0,
    "nonLinear": 60.0,
    "geometryFilter": 40.0,
    "mesh": 25.0,
    "expression": 30.0,
    "ikHandle": 20.0,
    "constraint": 8.0,
    "joint": 3.0,
    "transform": 2.0,
    "animCurve": 1.0,
}


@cache
def kinds(kind: str) -> tuple[str, ...]:
    """The type itself and all that it is a kind of, the most general last."""
    found = [kind]
    while found[-1] in _KINDS_OF:
        found.append(_KINDS_OF[found[-1]])
    if found[-1] != "node":
        found.append("node")
    return tuple(found)


def is_a(kind: str, other: str) -> bool:
    """Whether a type is another or a kind of it."""
    return kind == other or other in kinds(kind)


def is_dag(kind: str) -> bool:
    """Whether nodes of this type have a place under the root."""
    return "dagNode" in kinds(kind)


def is_shape(kind: str) -> bool:
    """Whether nodes of this type hang under a transform."""
    return "shape" in kinds(kind)


@cache
def seconds(kind: str) -> float:
    """What evaluating one node of this type takes."""
    return next((_MICROSECONDS[of] for of in kinds(kind) if of in _MICROSECONDS), 1.0) / 1e6


_CLASSES = {
    "lambert": "shader/surface:drawdb/shader/surface/lambert",
    "phong": "shader/surface:drawdb/shader/surface/phong",
    "blinn": "shader/surface:drawdb/shader/surface/blinn",
    "standardSurface": "shader/surface:drawdb/shader/surface/standardSurface",
    "file": "texture/2d:drawdb/shader/texture/2d/file",
    "checker": "texture/2d:drawdb/shader/texture/2d/checker",
    "shadingEngine": "shadingEngine",
    "renderGlobals": "rendernode",
    "multiplyDivide": "utility/general:drawdb/shader/operation/multiplyDivide",
    "mesh": "drawdb/geometry/mesh",
    "nurbsCurve": "drawdb/geometry/nurbsCurve",
    "camera": "drawdb/camera",
    "locator": "drawdb/geometry/locator",
    "joint": "animation:drawdb/geometry/joint",
    "transform": "drawdb/geometry/transform",
    "skinCluster": "animation/deformer",
}


def classification(kind: str) -> str:
    """What Maya counts a type among; empty for most."""
    return _CLASSES.get(kind, "")
