"""Names of Blender become keys and come back, whatever is in them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rigscope_bridge.hosts.blender_keys import (
    BoneName,
    DepsgraphNames,
    ObjectName,
    bone_key,
    data_key,
    object_key,
    parse_key,
)

NAMES = st.text(min_size=1)


@given(NAMES, NAMES)
def test_keys_come_back_as_the_names_they_were_made_of(armature: str, bone: str) -> None:
    assert parse_key(object_key(armature)) == ObjectName(armature)
    assert parse_key(bone_key(armature, bone)) == BoneName(armature, bone)


@given(st.tuples(NAMES, NAMES), st.tuples(NAMES, NAMES))
def test_two_bones_never_share_a_key(one: tuple[str, str], other: tuple[str, str]) -> None:
    assert (bone_key(*one) == bone_key(*other)) == (one == other)


@given(st.text())
def test_any_text_is_read_as_a_key_or_as_none(text: str) -> None:
    parse_key(text)


def test_linked_duplicates_are_found_by_the_table_and_the_rest_by_name() -> None:
    names = DepsgraphNames()
    names.replace({("OB", "rig"): data_key("OB", "rig")})
    assert names.key("OB", "rig") == "data/OB/rig"
    assert names.key("OB", "body") == "object/body"
    assert names.key("AR", "a/b") == "data/AR/a%2Fb"
