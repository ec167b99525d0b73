"""Naming asset and version of rigs by a studio's rules."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as any_of
from rigscope_bridge.hosts.host import RigFacts
from rigscope_bridge.resolver import Resolver
from rigscope_bridge.schema import schema

DEFAULT = Resolver(schema()["defaultSettings"]["resolver"]["rules"], {})


@pytest.mark.parametrize(
    ("name", "source", "properties", "expected"),
    [
        ("rig", "/show/assets/hero/rig/v012/hero_rig.blend", {}, ("hero", "v012")),
        ("rig", "C:\\show\\horse_v003.blend", {}, ("horse", "v003")),
        ("rig", "/show/きつね🦊_rig_v001.blend", {}, ("きつね🦊", "v001")),
        ("rig", "/show/plain.blend", {}, ("plain", None)),
        ("hero", "/show/assets/char/hero/rig/publish/hero_rig_v012.ma", {}, ("hero", "v012")),
        ("hero", "/show/assets/char/hero/rig/publish/v012/hero_rig.ma", {}, ("hero", "v012")),
        ("hero1", "//server/show/assets/char/hero/rig/hero_rig.v012.mb", {}, ("hero", "v012")),
        ("dragon_v7", None, {}, ("dragon", "v7")),
        ("rig", "/show/horse_v003.blend", {"rigscope_asset": "human@v001"}, ("human", "v001")),
        ("rig", None, {"rigscope_asset": "human"}, ("human", None)),
        ("rig", None, {}, (None, None)),
    ],
)
def test_the_default_rules_name_common_layouts(
    name: str, source: str | None, properties: dict[str, str], expected: tuple[str | None, str | None]
) -> None:
    found = DEFAULT.resolve(RigFacts("key", name, source, properties))
    assert (found.asset, found.version) == expected
    assert (found.by is None) == (expected == (None, None))


def test_none_of_the_default_rules_is_left_out() -> None:
    assert DEFAULT.problems == []


def test_a_rule_may_look_at_the_environment() -> None:
    rule = {"from": "environment", "key": "ASSET", "pattern": "(?<asset>.+)"}
    assert Resolver([rule], {"ASSET": "hero"}).resolve(RigFacts("k", "rig", None, {})).asset == "hero"


@pytest.mark.parametrize(
    ("pattern", "says"),
    [
        ("(", "cannot be used"),
        ("(?<asset>a", "cannot be used"),
        ("hero", "neither a group asset nor version"),
        ("(?<asset>(a+)+)$", "for ever"),
        ("(?<asset>(?:a|aa)+)$", "for ever"),
        ("(?<asset>.*.*.*.*.*.*)=", "too slow"),
    ],
)
def test_a_pattern_that_cannot_be_used_is_a_sentence_and_no_harm(pattern: str, says: str) -> None:
    began = time.perf_counter()
    resolver = Resolver([{"from": "name", "key": None, "pattern": pattern}], {})
    assert len(resolver.problems) == 1 and says in resolver.problems[0]
    assert resolver.resolve(RigFacts("k", "a" * 5000, None, {})).by is None
    assert time.perf_counter() - began < 5


@given(any_of.text(max_size=30), any_of.text(max_size=2000))
def test_whatever_pattern_and_name_come_nothing_is_raised(pattern: str, name: str) -> None:
    rule = {"from": "name", "key": None, "pattern": pattern}
    Resolver([rule], {}).resolve(RigFacts("k", name, None, {}))
    DEFAULT.resolve(RigFacts("k", name, name, {}))
