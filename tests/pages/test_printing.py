"""Templates print every value as Jinja prints it, also one that is equal to a value of another class."""

from __future__ import annotations

from typing import Any

import jinja2
import markupsafe
import pytest
from markupsafe import Markup

from generator import known
from generator.pages._printing import Environment, printer


class Text(str):
    """A text of a class of its own."""

    __slots__ = ()


class Drawn:
    """What says itself how it looks in HTML."""

    def __html__(self) -> str:
        return "<i>drawn</i>"


VALUES = (
    "<b>",
    Markup("<b>"),
    "<b>",
    Text("<b>"),
    Text("plain"),
    "plain",
    "\"'&",
    7,
    "7",
    1.5,
    None,
    True,
    Drawn(),
    "",
)


@pytest.mark.parametrize("values", [VALUES, VALUES[::-1]], ids=["text first", "HTML first"])
def test_every_value_is_encoded_as_by_markupsafe(values: tuple[Any, ...]):
    printed = printer()
    for value in (*values, *values):
        assert printed(value) == markupsafe.escape(value)
        assert isinstance(printed(value), Markup)


def test_more_texts_than_are_kept_are_encoded_too(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(known, "_MOST", 3)
    printed = printer()
    texts = [f"<{number}>" for number in range(10)]
    for text in (*texts, *texts, *reversed(texts)):
        assert printed(text) == markupsafe.escape(text)


def test_templates_of_the_environment_print_so():
    source = (
        "{% macro m(x) %}<p>{{ x }}</p>{% endmacro %}{{ m(text) }}{{ html }}{{ text ~ html }}"
        "{% set y %}{{ text }}{% endset %}{{ y }}"
    )
    plain = jinja2.Environment(autoescape=True)
    own = Environment(autoescape=True)
    seen: list[Any] = []
    own.printed = lambda value: seen.append(value) or markupsafe.escape(value)
    given = {"text": "<b>&", "html": Markup("<b>&")}
    assert own.from_string(source).render(given) == plain.from_string(source).render(given)
    # These two are equal, and told apart by their classes.
    assert {type(value) for value in seen if value == "<b>&"} == {str, Markup}
