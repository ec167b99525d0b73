"""The double reads Maya ASCII files as they come: every node, every reference, whatever stands in quotation marks."""

from __future__ import annotations

import os
from pathlib import Path
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from maya_double.ma_file import Loaded, read_scene
from maya_double.ma_tokens import Quoted, escape, is_flag, statements
from maya_double.ma_values import Assignment
from maya_double.ma_writing import write_scene
from maya_double.scene import Scene

SCENES = Path(__file__).parent / "scenes"
_SHARED = Path(os.environ.get("RIGSCOPE_SHARED_DATA") or Path(__file__).resolve().parents[4] / "shared" / "data")
REAL = sorted((_SHARED / "maya-ascii").glob("*.ma"))
_BARE = st.text("abcdefghijklmnopqrstuvwxyzABC0123456789.|:[]-+_", min_size=1).filter(lambda word: "//" not in word)


def _read(path: Path, plug_ins: frozenset[str] = frozenset()) -> tuple[Scene, Loaded]:
    scene = Scene()
    return scene, read_scene(scene, path.read_text("utf-8", "replace"), path.parent, plug_ins)


@given(st.text())
def test_whatever_stands_in_quotation_marks_comes_back_as_it_was(text: str) -> None:
    (words,) = statements(f'setAttr ".notes" -type "string" "{escape(text)}";')
    assert words[-1] == text and isinstance(words[-1], Quoted)


@given(st.lists(st.lists(st.one_of(_BARE, st.text().map(Quoted)), min_size=1), max_size=8))
def test_statements_come_back_word_for_word(wanted: list[list[str]]) -> None:
    text = "\n".join(
        " ".join(f'"{escape(word)}"' if isinstance(word, Quoted) else word for word in words) + " ;" for words in wanted
    )
    found = list(statements(f'// a comment; with "marks"\n{text}\n/* and ; another */'))
    assert found == wanted
    assert [[type(word) for word in words] for words in found] == [[type(word) for word in words] for words in wanted]


@given(st.text())
def test_no_text_breaks_the_reader(text: str) -> None:
    read_scene(Scene(), text, SCENES, frozenset())


@given(st.integers(0, 6000))
def test_a_file_that_was_cut_off_is_read_as_far_as_it_goes(length: int) -> None:
    text = (SCENES / "walk_shot.ma").read_text("utf-8")
    whole = _read(SCENES / "walk_shot.ma")[1]
    cut = read_scene(Scene(), text[:length], SCENES, frozenset())
    assert len(cut.created) <= len(whole.created)


@given(st.lists(st.floats(allow_nan=False, allow_infinity=False), min_size=2, max_size=300))
def test_rows_of_numbers_are_kept_over_line_breaks(numbers: list[float]) -> None:
    rows = "\n\t\t".join(f"{number:.17g}" for number in numbers)
    (words,) = statements(f'setAttr -s {len(numbers)} -k off ".vt[0:{len(numbers) - 1}]"  {rows} ;')
    assignment = Assignment(words)
    assert assignment.plug.startswith(".vt[") and [float(word) for word in assignment.words] == numbers


def test_a_negative_number_is_no_flag() -> None:
    assert not is_flag("-1.5") and not is_flag(Quoted("-type")) and is_flag("-type")


def test_texts_that_a_script_puts_together_are_one() -> None:
    (words,) = statements('setAttr ".b" -type "string" (\n"one\\n"\n+ "two");')
    assert Assignment(words).value == "one\ntwo"


def test_units_range_time_and_added_texts_are_read() -> None:
    scene, loaded = _read(SCENES / "walk_rig.ma")
    top = scene.find_one("walker_grp")
    assert loaded.units["-t"] == "film"
    assert top.values["rigscope_asset"] == "walker@v012" and top.values["label"] == '歩く "Walker" (Läufer)'
    assert top.added["label"].kind == "string"


def test_a_rig_that_is_referenced_twice_is_two_rigs_that_share_uuids() -> None:
    scene, _ = _read(SCENES / "walk_shot.ma")
    walker, partner = scene.references
    assert (walker.numbered_path[-11:], partner.numbered_path[-14:]) == ("walk_rig.ma", "walk_rig.ma{1}")
    assert [node.uuid for node in walker.nodes] == [node.uuid for node in partner.nodes]
    assert {node.namespace for node in partner.nodes} == {"partner"} and len(partner.nodes) == len(walker.nodes) == 43
    assert len(scene.find("persp")) == 1, "a reference brings no cameras of its own"


def test_what_a_scene_sets_and_connects_in_a_reference_is_brought_to_it() -> None:
    scene, _ = _read(SCENES / "walk_shot.ma")
    hips = scene.find_one("partner:hips_ctl")
    fed = {connection.target_plug: connection.source.name for connection in hips.inputs}
    assert fed["translateX"] == "partner_hips_translateX" and len(fed) == 3
    assert scene.find_one("partner:root_ctl").values["t"] == ("8", "0", "0")
    assert scene.references[0].edits[2].text.startswith('connectAttr "walkerRN" "|walker:walker_grp')


def test_a_reference_whose_file_is_not_there_stays_unloaded(tmp_path: Path) -> None:
    shot = tmp_path / "shot.ma"
    shot.write_text((SCENES / "walk_shot.ma").read_text("utf-8"), "utf-8")
    scene, _ = _read(shot)
    assert [reference.is_loaded for reference in scene.references] == [False, False]
    assert scene.find("walkerRN") and not scene.find("walker:hips_jnt")


def test_a_file_that_references_itself_ends(tmp_path: Path) -> None:
    loop = tmp_path / "loop.ma"
    loop.write_text(f'file -r -ns "in" -rfn "inRN" -typ "mayaAscii" "{loop}";\ncreateNode transform -n "a";\n', "utf-8")
    scene, _ = _read(loop)
    assert [node.name for node in scene.nodes.values() if node.name.endswith("a") and node.kind == "transform"] == [
        "in:a",
        "a",
    ]


def test_nodes_of_an_absent_plug_in_are_unknown() -> None:
    scene, loaded = _read(SCENES / "unknown_nodes.ma")
    assert (scene.find_one("bicepsShape").kind, scene.find_one("biceps_spring").kind) == ("unknownDag", "unknown")
    assert scene.find_one("biceps_spring").real_kind == "muscleSpring" and loaded.ignored["dataStructure"] == 1
    known, _ = _read(SCENES / "unknown_nodes.ma", frozenset({"acme_muscles"}))
    assert known.find_one("biceps_spring").kind == "muscleSpring"


@pytest.mark.parametrize("name", ["walk_rig", "walk_shot", "cycle", "unknown_nodes"])
def test_what_is_written_is_read_again(name: str, tmp_path: Path) -> None:
    scene, _ = _read(SCENES / f"{name}.ma")
    again = Scene()
    read_scene(again, write_scene(scene, "film"), SCENES, frozenset())
    own = sorted(node.long_name for node in scene.nodes.values() if node.reference is None)
    assert sorted(node.long_name for node in again.nodes.values() if node.reference is None) == own


@pytest.mark.skipif(not REAL, reason="there is no shared data beside this checkout (RIGSCOPE_SHARED_DATA)")
@pytest.mark.parametrize("path", REAL, ids=lambda path: path.stem)
def test_a_real_file_loses_no_node_and_no_connection(path: Path) -> None:
    lines = path.read_text("utf-8", "replace").splitlines()
    began = perf_counter()
    scene, loaded = _read(path)
    seconds = perf_counter() - began
    wanted = sum(line.startswith("createNode") for line in lines)
    assert len(loaded.created) == len({node.number for node in loaded.created}) == wanted
    assert not any(what.startswith("broken") for what in loaded.ignored), loaded.ignored
    made = sum(len(node.inputs) for node in scene.nodes.values()) - 1
    connected = sum(line.startswith("connectAttr") for line in lines)
    # Only what goes to a reference that is not there leads nowhere.
    assert made + loaded.ignored.get("connection", 0) == connected
    assert scene.references or "connection" not in loaded.ignored
    assert seconds < 10
