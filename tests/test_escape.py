"""Each encoder is read back by a reader of its own format: what comes out is what went in."""

import csv
import html
import json
import re
from itertools import accumulate
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import html5lib
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from generator import escape
from generator.text import clean

CLEAN = st.text().map(clean)
"""What every encoder is given: text that `clean` has seen."""
BODY = "{http://www.w3.org/1999/xhtml}body"


@given(CLEAN)
def test_html_text_is_shown_as_it_was(value: str) -> None:
    body = html5lib.parse(f"<p>{escape.html_text(value)}</p>", treebuilder="etree").find(BODY)

    assert ["".join(part.itertext()) for part in body] == [value]
    assert len(list(body.iter())) == 2


@given(st.text().map(lambda value: value.replace("\x00", "").replace("\x0c", "")))
def test_html_attribute_holds_what_it_was_given(value: str) -> None:
    value = re.sub("[\ud800-\udfff\r]", "", value)
    markup = f'<p title="{escape.html_attribute(value)}">x</p>'
    body = html5lib.parse(markup, treebuilder="etree").find(BODY)

    assert [part.attrib for part in body] == [{"title": value}]
    assert "\n" not in markup


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_yaml_scalar_is_read_back_from_ascii(value: str) -> None:
    encoded = escape.yaml(value)

    assert encoded.isascii()
    assert "\n" not in encoded
    assert yaml.safe_load(encoded) == value


@given(
    st.recursive(
        st.text() | st.integers() | st.booleans() | st.none(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    )
)
def test_json_in_html_is_json_without_a_character_that_html_reads(value: object) -> None:
    encoded = escape.json_in_html(value)

    assert json.loads(encoded) == value
    assert not re.search("[<>&\u2028\u2029]", encoded)


def test_json_in_html_has_no_number_that_json_lacks() -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        escape.json_in_html(float("nan"))


@given(CLEAN)
def test_xml_element_and_attribute_are_read_back(value: str) -> None:
    root = ET.fromstring(  # noqa: S314  # our own output
        f'<a b="{escape.xml(value)}">{escape.xml(value)}</a>'
    )

    assert [root.text or "", root.get("b")] == [value, value]


@given(CLEAN)
def test_bibtex_commands_stand_for_the_characters_that_were_there(value: str) -> None:
    assert plain(escape.bibtex(value)) == value


@given(CLEAN)
def test_bibtex_braces_match_even_for_those_who_do_not_heed_backslashes(value: str) -> None:
    depths = list(accumulate((char == "{") - (char == "}") for char in escape.bibtex(value)))

    assert not depths or (min(depths) >= 0 and depths[-1] == 0)


@given(st.text())
def test_an_identifier_cannot_end_its_bibtex_field(value: str) -> None:
    assert not set(escape.bibtex_verbatim(value)) & set("{}\\\n\r ")


@given(st.text())
def test_a_ris_value_is_one_line(value: str) -> None:
    assert len(f"TI  - {escape.ris(value)}".splitlines()) == 1


@given(st.text() | st.text('=+-@\t\r"a'))
def test_a_csv_cell_is_read_back_and_is_no_formula(value: str) -> None:
    ((cell,),) = csv.reader([escape.csv(value)], strict=True)

    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert cell.removeprefix("'") == re.sub("[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+", " ", value).removeprefix("'")


@given((st.text() | st.text("*_`[]()<>#!&;-+1. a\\~")).map(clean))
def test_markdown_shows_the_text_and_nothing_else(value: str) -> None:
    (_, inline, _) = MarkdownIt().enable("strikethrough").parse(f"x{escape.markdown(value)}")

    assert "".join(part.content for part in inline.children) == f"x{value}"
    assert {part.type for part in inline.children} <= {"text", "text_special"}


@given(st.text("*_`[]()<>#!&;-+1. a\\~").map(clean))
def test_markdown_at_the_start_of_a_line_opens_no_block(value: str) -> None:
    kinds = {part.type for part in MarkdownIt().parse(escape.markdown(value)) if not part.type.startswith("ordered")}

    assert kinds <= {"paragraph_open", "inline", "paragraph_close", "list_item_open", "list_item_close"}


@given(st.text() | st.text(":a"))
def test_log_line_is_one_printable_line_without_a_command(value: str) -> None:
    line = escape.log_line(value)

    assert line.isprintable()
    assert "::" not in line


@given(st.text() | st.from_regex(r"\Ahttps?://[^\s]{1,60}", fullmatch=False))
def test_url_is_none_or_an_address_that_reads_back_the_same(value: str) -> None:
    address = escape.url(value)

    assert address is None or (
        escape.url(address) == address
        and address.isascii()
        and urlsplit(address).scheme in {"http", "https"}
        and html.unescape(escape.html_attribute(address)) == address
    )


@pytest.mark.parametrize(
    "value",
    [
        "javascript:alert(1)", "JAVASCRIPT:alert(1)", "data:text/html,x", "file:///etc/passwd",
        "//example.org/x", "example.org",
        "https://user@example.org/", "https://user:word@example.org/", "http://[::1/x", "https://[not-an-ip]/",
        "https://",
        "https:///x", "https://exa mple.org/", "https://example.org/\nx", "https://example.org/\\x",
        "java\tscript:alert(1)",
        "https://example.org:99999/", "https://example.org:x/", "https://<script>/", "https://" + "a" * 2_000,
        "https://example.org/" + "é" * 1_999, "ftp://example.org/", "https://.example.org/", "",
    ],
)  # fmt: skip
def test_url_refuses(value: str) -> None:
    assert escape.url(value) is None


@pytest.mark.parametrize(
    ("value", "address"),
    [
        ("https://example.org", "https://example.org"),
        ("HTTPS://Example.ORG/A?b=1#c", "https://example.org/A?b=1#c"),
        ("https://bücher.example/ü", "https://xn--bcher-kva.example/%C3%BC"),
        ("https://example.org/a%20b%zz", "https://example.org/a%20b%25zz"),
        ("https://example.org/\"'<>`{}", "https://example.org/%22'%3C%3E%60%7B%7D"),
        ("http://[2001:db8::1]:8080/", "http://[2001:db8::1]:8080/"),
        ("http://127.0.0.1:8000/", "http://127.0.0.1:8000/"),
    ],
)
def test_url_keeps_what_it_can_link(value: str, address: str) -> None:
    assert escape.url(value) == address


def plain(encoded: str) -> str:
    """Return what a TeX engine would print of the encoder's commands."""
    commands = {
        r"{\textbackslash}": "\\", r"{\textasciitilde}": "~", r"{\textasciicircum}": "^", r"{\textbraceleft}": "{",
        r"{\textbraceright}": "}",
    }  # fmt: skip
    found = re.compile("|".join(map(re.escape, commands)) + r"|\\([&%$#_])")
    return found.sub(lambda match: match[1] or commands[match.group()], encoded)
