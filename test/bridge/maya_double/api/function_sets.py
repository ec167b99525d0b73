"""MFn: numbers of node types, as both sets of declarations have them, and which type of the double each stands for."""

from __future__ import annotations

from functools import cache

from ..node import Node
from ..node_kinds import is_a, kinds
from .gated import Gated

_KINDS = {
    4: "node",
    7: "animCurve",
    8: "animCurveTA",
    9: "animCurveTL",
    10: "animCurveTT",
    11: "animCurveTU",
    107: "dagNode",
    110: "transform",
    111: "aimConstraint",
    119: "ikEffector",
    120: "ikHandle",
    121: "joint",
    239: "orientConstraint",
    240: "pointConstraint",
    242: "parentConstraint",
    243: "poleVectorConstraint",
    244: "scaleConstraint",
    246: "unknownTransform",
    248: "shape",
    250: "camera",
    267: "nurbsCurve",
    279: "lattice",
    281: "locator",
    294: "nurbsSurface",
    296: "mesh",
    302: "light",
    316: "unknownDag",
    320: "shadingEngine",
    327: "expression",
    334: "geometryFilter",
    336: "blendShape",
    345: "tweak",
    347: "cluster",
    371: "lambert",
    448: "multiplyDivide",
    471: "objectSet",
    520: "time",
    529: "unitConversion",
    532: "unknown",
    624: "nonLinear",
    640: "script",
    687: "skinCluster",
    691: "dagPose",
    734: "displayLayer",
    756: "reference",
    933: "constraint",
}
_NUMBERS = {kind: number for number, kind in _KINDS.items()}
_WORLD = 247


class MFn(Gated):
    """Constants alone."""

    kInvalid = 0
    kDependencyNode = 4
    kAnimCurve = 7
    kAnimCurveTimeToAngular = 8
    kAnimCurveTimeToDistance = 9
    kAnimCurveTimeToTime = 10
    kAnimCurveTimeToUnitless = 11
    kDagNode = 107
    kTransform = 110
    kAimConstraint = 111
    kIkEffector = 119
    kIkHandle = 120
    kJoint = 121
    kOrientConstraint = 239
    kPointConstraint = 240
    kParentConstraint = 242
    kPoleVectorConstraint = 243
    kScaleConstraint = 244
    kUnknownTransform = 246
    kWorld = 247
    kShape = 248
    kCamera = 250
    kNurbsCurve = 267
    kLattice = 279
    kLocator = 281
    kNurbsSurface = 294
    kMesh = 296
    kLight = 302
    kUnknownDag = 316
    kShadingEngine = 320
    kExpression = 327
    kGeometryFilt = 334
    kBlendShape = 336
    kTweak = 345
    kClusterFilter = 347
    kLambert = 371
    kMultiplyDivide = 448
    kSet = 471
    kTime = 520
    kUnitConversion = 529
    kUnknown = 532
    kMeshEdgeComponent = 551
    kMeshPolygonComponent = 552
    kMeshVertComponent = 554
    kNumericAttribute = 566
    kMessageAttribute = 580
    kNonLinear = 624
    kScript = 640
    kSkinClusterFilter = 687
    kDagPose = 691
    kDisplayLayer = 734
    kReference = 756
    kConstraint = 933


COMPONENTS = {"vtx": 554, "e": 551, "f": 552, "map": 818, "cv": 536, "pt": 554}


@cache
def _number(kind: str) -> int:
    return next((_NUMBERS[of] for of in kinds(kind) if of in _NUMBERS), 4)


def kind_of(number: int) -> str | None:
    """The node type that a function set stands for; None for one that the double has no type for."""
    return _KINDS.get(number)


def api_type(node: Node) -> int:
    """The number of the most special function set that the double knows for a node."""
    return _WORLD if node.kind == "world" else _number(node.kind)


def has_function_set(node: Node, number: int) -> bool:
    """Whether a node can be looked at through a function set."""
    if node.kind == "world":
        return number in (4, 107, _WORLD)
    return number == 0 or (number in _KINDS and is_a(node.kind, _KINDS[number]))


def api_type_name(number: int) -> str:
    """The constant's name."""
    return next((name for name, value in vars(MFn).items() if value == number and name != "kInvalid"), "kInvalid")
