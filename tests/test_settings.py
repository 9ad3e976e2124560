"""What `extra.catalogue` may say."""

import pytest

from generator.errors import UsageError
from generator.settings import Settings, parse_settings


def test_every_key_has_a_default():
    assert parse_settings({}) == Settings()


def test_unknown_key_is_named():
    with pytest.raises(UsageError, match="page_sise"):
        parse_settings({"page_sise": 10})


@pytest.mark.parametrize("value", [0, -1, "ten"])
def test_page_size_must_be_a_positive_number(value: object):
    with pytest.raises(UsageError, match="page_size"):
        parse_settings({"page_size": value})


@pytest.mark.parametrize(("papers", "expected"), [(197, 1), (20_000, 1), (20_001, 3)])
def test_authors_of_large_catalogues_need_three_papers_for_a_page(papers: int, expected: int):
    assert Settings().author_threshold(papers) == expected


def test_threshold_can_be_set():
    assert parse_settings({"author_page_from": 2}).author_threshold(100_000) == 2
