"""One series for all the ways to write a venue, on invented venues and on those of `content/venues.yml`."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.paper import Venue
from generator.venues import Venues, parse_venues

ROOT = Path(__file__).parent.parent
INVENTED = """\
moon:
  series: MoonConf
  name: Conference on Moon Gardens
  aliases: [MG, Advances in Moon Gardening]
  url: https://moon.example/
moon-workshop:
  series: Moon Workshop
  aliases: [MoonConf Workshop on Craters]
tides:
  name: Journal of Tides
"""


@pytest.fixture(scope="module")
def invented() -> Venues:
    return parse_venues(INVENTED, "venues.yml")[0]


@pytest.fixture(scope="module")
def ours() -> Venues:
    return parse_venues((ROOT / "content/venues.yml").read_text("utf-8"), "venues.yml")[0]


@pytest.mark.parametrize(
    ("name", "series"),
    [
        pytest.param("MoonConf 2024", "MoonConf", id="year"),
        pytest.param("mg", "MoonConf", id="alias, other case"),
        pytest.param("The Eleventh Conference on Moon Gardens", "MoonConf", id="ordinal word"),
        pytest.param("Proceedings of the 3rd Annual Conference on Moon Gardens", "MoonConf", id="proceedings"),
        pytest.param("Advances in Moon Gardening 36", "MoonConf", id="volume"),
        pytest.param("Gardeners of Mond (MG)", "MoonConf", id="short name in parentheses"),
        pytest.param("Conference on Moon Gardens (Oral)", "MoonConf", id="a note in parentheses"),
        pytest.param("MoonConf 2023 Workshop on Craters", "Moon Workshop", id="year in the middle"),
        pytest.param("Journal of Tides 2020", "Journal of Tides", id="a name is a series where there is no short one"),
        pytest.param(
            "Workshop on Dust (MoonConf)", "Workshop on Dust (MoonConf)", id="a workshop is not its conference"
        ),
        pytest.param("MoonConf Trends", "MoonConf Trends", id="a longer name is another venue"),
        pytest.param("2024", "2024", id="a year alone"),
    ],
)
def test_a_name_resolves_to_its_series(invented: Venues, name: str, series: str):
    assert invented.resolve(Venue(name, name)).series == series


def test_only_the_series_changes(invented: Venues):
    assert invented.resolve(Venue("MG 2013", "MG", 2013)) == Venue("MG 2013", "MoonConf", 2013)


def test_name_and_address_are_kept(invented: Venues):
    found = invented.series("MG")

    assert found is not None
    assert (found.key, found.name, found.url) == ("moon", "Conference on Moon Gardens", "https://moon.example/")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("a:\n  name: [\n", "venues.yml:3: this is not valid YAML", id="no YAML"),
        pytest.param("- a\n", "venues.yml:1: expected a mapping of venues, such as `iclr:`", id="a list"),
        pytest.param("a: text\n", "venues.yml:1: expected a mapping of venues, such as `iclr:`", id="no entry"),
        pytest.param("A b:\n  name: x\n", "venues.yml:1: `A b` is no key", id="bad key"),
        pytest.param("a:\n  name: x\na:\n  name: y\n", "venues.yml:3: `a` is there already", id="key twice"),
        pytest.param("a:\n  nmae: x\n", "venues.yml:2: nmae: unknown field", id="slip of the pen"),
        pytest.param(
            "a:\n  url: javascript:x\n", "venues.yml:1: url: `javascript:x` is no web address", id="bad address"
        ),
        pytest.param(
            "a:\n  name: Same\nb:\n  name: Same 2020\n",
            "venues.yml:3: aliases: `Same 2020` already means `a`",
            id="alias of two venues",
        ),
    ],
)
def test_a_mistake_is_told_with_its_line(text: str, expected: str):
    problems = parse_venues(text, "venues.yml")[1]

    assert [str(problem)[: len(expected)] for problem in problems] == [expected]


def test_our_venues_have_no_problems():
    assert parse_venues((ROOT / "content/venues.yml").read_text("utf-8"), "venues.yml")[1] == ()


@pytest.mark.parametrize(
    ("name", "series"),
    [
        ("NIPS 2013", "NeurIPS"),
        ("Advances in Neural Information Processing Systems 36 (NeurIPS 2023)", "NeurIPS"),
        ("International Conference on Learning Representations", "ICLR"),
        ("2021 IEEE/CVF Conference on Computer Vision and Pattern Recognition (CVPR)", "CVPR"),
        ("CVPR 2020 Workshops", "CVPR Workshops"),
        ("NeurIPS 2022 Workshop on Symmetry and Geometry in Neural Representations", "NeurReps Workshop"),
        ("Findings of ACL 2024", "Findings of ACL"),
        ("IEEE Transactions on Pattern Analysis and Machine Intelligence 2023", "TPAMI"),
    ],
)
def test_our_venues_know_the_common_spellings(ours: Venues, name: str, series: str):
    assert ours.resolve(Venue(name, name)).series == series
