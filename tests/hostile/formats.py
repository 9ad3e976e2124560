"""Invented files in every format that is read, hostile or damaged, each with good records beside the bad.

`python -m tests.hostile.formats FOLDER` writes them all, to look at or to measure.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from generator import escape

SEED = 20_260_101
GOOD = [f"Invented good neighbour number {word}" for word in ("one", "two", "three", "four", "five", "six", "seven")]
"""Titles of the records that must be read, whatever stands between them."""
RUN = "<script>window.pwned=1</script>"


class Case(NamedTuple):
    """One file, and how many of its good records may be lost: those that the damage touches."""

    name: str
    content: bytes
    may_lose: int = 0


def bibtex(title: str, abstract: str) -> str:
    """Return one record, its texts as they are: who writes such a file escapes nothing."""
    fields = f"  title = {{{title}}},\n  author = {{Example, Ada}},\n  abstract = {{{abstract}}}\n"
    return f"@article{{key{len(title)},\n{fields}}}\n"


def csl_json(title: str, abstract: str) -> str:
    """Return one record; JSON has no other form than an escaped one."""
    person = [{"family": "Example", "given": "Ada"}]
    item = {"type": "article-journal", "title": title, "abstract": abstract, "author": person}
    return json.dumps(item, indent=1).replace("\n", "\n ")


def json_document(title: str, abstract: str) -> str:
    """Return one record with the fields of JSON Lines."""
    return json.dumps({"title": title, "abstract": abstract, "authors": ["Ada Example"]}, indent=1).replace("\n", "\n ")


def yaml_document(title: str, abstract: str) -> str:
    """Return one item of a list."""
    return f"- title: {json.dumps(title)}\n  abstract: {json.dumps(abstract)}\n  authors: [Ada Example]\n"


def ris(title: str, abstract: str) -> str:
    """Return one reference."""
    return f"TY  - JOUR\nTI  - {title}\nAU  - Example, Ada\nAB  - {abstract}\nER  - \n\n"


def table(title: str, abstract: str) -> str:
    """Return one row."""
    cells = (title, "Example, Ada", abstract)
    return ",".join('"' + cell.replace('"', '""') + '"' for cell in cells) + "\n"


def arxiv(title: str, abstract: str) -> str:
    """Return one entry."""
    return (
        f" <entry>\n  <title>{escape.html_text(title)}</title>\n  <summary>{escape.html_text(abstract)}</summary>\n"
        "  <author><name>Ada Example</name></author>\n </entry>\n"
    )


def awesome(title: str, abstract: str) -> str:
    """Return one item of a list."""
    return f"- [{title}](https://example.org/{len(title)}) - {abstract}\n"


def jsonl(title: str, abstract: str) -> str:
    """Return one line."""
    return json.dumps({"title": title, "abstract": abstract, "authors": ["Ada Example"]}) + "\n"


def listing(title: str, abstract: str) -> str:
    """Return a title and, in a line of its own, its abstract."""
    word = title.rsplit(maxsplit=1)[-1][:20]
    more = (
        f"We go on about {word} as abstracts do. Our words are many and say nothing. However, {word} is not forgotten. "
    )
    return f"{title}\n{abstract} {more * 3}We end with {word}.\n"


class Form(NamedTuple):
    """How a file of one format is put together."""

    suffix: str
    record: Callable[[str, str], str]
    head: str = ""
    between: str = ""
    tail: str = ""

    def file(self, records: list[str]) -> bytes:
        """Return the file of these records."""
        return (self.head + self.between.join(records) + self.tail).encode("utf-8", "surrogatepass")


FORMS = {
    "bibtex": Form(".bib", bibtex),
    "csl_json": Form(".json", csl_json, '[\n {"title": "CSL", "DOI": "10.1234/csl"},\n ', ",\n ", "\n]\n"),
    "json_document": Form(".json", json_document, "[\n ", ",\n ", "\n]\n"),
    "yaml_document": Form(".yaml", yaml_document),
    "ris": Form(".ris", ris),
    "table": Form(".csv", table, "title,authors,abstract\n"),
    "arxiv": Form(".xml", arxiv, '<feed xmlns="http://www.w3.org/2005/Atom">\n', "", "</feed>\n"),
    "awesome": Form(".md", awesome, "# Invented\n\n"),
    "jsonl": Form(".jsonl", jsonl),
    "listing": Form(".txt", listing),
}
TEXTS: Mapping[str, str] = {
    "script": RUN,
    "markup": '"><img src=x onerror=window.pwned=1>',
    "controls": "a\x00b\x01c\x1b[31md\x7f\x85e",
    "bidi": "a\u202eb\u2066c\u200bd\ufeffe",
    "marks": "\u0301" * 5_000,
    "long": "word " * 60_000,
    "one-word": "x" * 300_000,
    "braces": "{" * 3_000 + "x" + "}" * 3_000,
    "open-braces": "{" * 500,
    "dollars": "$" * 30_000 + "$x^{" * 3_000,
    "backslashes": "\\" * 30_001,
    "commands": r"\'{\^{\"{e" * 5_000 + r"\textbf{\emph{" * 2_000,
    "quotes": "\"'`" * 20_000,
    "formula": "=HYPERLINK(1)",
    "entities": "&lol;&#0;&#xD800;&#x110000;&amp;lt;" * 500,
    "template": "{{ 7*7 }} {% include 'x' %} ${7*7} #{7*7}",
    "separators": ",;\t|" * 20_000,
    "brackets": "[" * 20_000 + "](" * 20_000,
    "names": "Example, Ada and " * 5_000,
    "emoji": "\U0001f468\u200d\U0001f469\u200d\U0001f467" * 2_000,
}
"""What any field of any format may hold."""
_LOLS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "lol"}">' for n in range(10))
RAW: Mapping[str, tuple[str, ...]] = {
    "bibtex": (
        "@article{a, title={" + "{" * 100_000 + "\n",
        "@string{a = {xxxxxxxxxx}}\n" + "".join("@string{a = a # a # a}\n" for _ in range(60)) + "@misc{x, title=a}\n",
        "@misc{x, title={T}, " + ", ".join(f"f{n}={{x}}" for n in range(20_000)) + "}\n",
        "@misc{x, title=" + " # ".join(["{x}"] * 50_000) + "}\n",
        "@misc{a, title={A}, crossref={b}}\n@misc{b, title={B}, crossref={a}}\n@xdata{c, xdata={c}}\n",
        "@misc{x, title={T}, author={" + " and " * 20_000 + "}}\n",
        "@misc{x, title={T}, author={" + "{" * 60 + "A" + "}" * 60 + "," * 5_000 + "}}\n",
        "@" * 50_000 + "\n",
        "@{}\n@()\n@misc\n@misc{\n@misc{}\n",
        "@misc{x title={no comma}}\n",
        '@misc{x, title="{never" closed}\n',
        "@comment{" * 3_000 + "\n",
        "@misc(x, title={)}\n",
        "@misc{x, = {y}}\n",
        "@misc{x,\n" + "title = {T}\n" * 3_000 + "}\n",
        "@a{x}" * 4_000 + "\n",
    ),
    "csl_json": (
        '{"title": ' + "[" * 50_000 + "]" * 50_000 + "}",
        '{"title": "x", "issued": {"date-parts": [[' + "9" * 9_000 + "]]}}",
        '{"title": "x", "author": [' + '{"family": "A"},' * 20_000 + '{"family": "B"}]}',
        '{"title": NaN, "page": 1e999}',
        '{"title": "x", "title": "y", "author": {"a": []}, "issued": [[]], "DOI": {}}',
        "null",
        "[[]]",
        '{"a": "\\ud800"}',
        '{"title": "x", "author": [null, 7, true, [], {"family": {}}], "issued": {"date-parts": [7, null, [[]]]}}',
        '{"title": "' + "<jats:p>" * 5_000 + '", "abstract": "' + "<mml:math>" * 5_000 + '<tex-math>$"}',
        '{"title": "x", "link": [{"URL": {}}], "subject": 7, "keyword": ["a", 7], "type": []}',
    ),
    "json_document": (
        '{"title": "x", "authors": ' + "[" * 5_000 + "}",
        '{"title": {"a": "b"}, "authors": [[["x"]]]}',
        '{"title"}',
        '{"title": "x", "identifiers": {"doi": []}, "links": [7, {"kind": "code"}, {"kind": [], "url": 1}]}',
        '{"title": "x", "year": ' + "1" * 100_000 + "}",
        "{'title': 'x'}",
        '{"title": "x",}',
        "// comment\n{}",
        '{"__proto__": {}, "constructor": 1, "title": "Proto"}',
        '{"": ""}',
    ),
    "yaml_document": (
        "- title: &a [x]\n  keywords: [*a, *a]\n",
        "- " * 3_000 + "x\n",
        "- {title: " + "[" * 5_000 + "}\n",
        "- title: !!python/object/apply:os.system [touch pwned]\n",
        "- title: x\n  <<: {a: b}\n",
        "- ? [a]\n  : b\n",
        "- title: |\n" + "   x\n" * 20_000,
        "- title: 'x\n",
        "-\ttitle: x\n",
        "- title: x\n title: y\n",
        "- %TAG\n",
        "- x:\n" + "".join("  " * n + f"k{n}:\n" for n in range(1, 200)),
        "- {" + ", ".join(f"k{n}: v" for n in range(5_000)) + "}\n",
        '- title: "\\ud800 \\x00"\n',
        "- title: x\n  title: y\n  authors: {a: b}\n",
        "- !include /etc/passwd\n",
    ),
    "ris": (
        "TY  - \n",
        "ER  - \n" * 1_000,
        "TY  - JOUR\n" * 300,
        "TY  - JOUR\nTI  - T\n" + "AU  - A, B\n" * 20_000 + "ER  - \n",
        "TY  - JOUR\nTI  - T\n" + "more\n" * 20_000 + "ER  - \n",
        "TY  - JOUR\nTI  - T\nPY  - " + "9" * 5_000 + "\nER  - \n",
        "TI  - outside\n",
        "TY  - JOUR\nTI  - T\nUR  - javascript:alert(1)\nL1  - file:///etc/passwd\nER  - \n",
        "TY  - JOUR\nTI  - T\nSN  - " + "1 " * 5_000 + "\nDO  - " + "10.1/" * 500 + "\nER  - \n",
        "ty  - jour\nti  - x\n",
    ),
    "table": (
        '"never closed,a,b\n',
        "a,b,c,d,e,f\n",
        ",,\n" * 1_000,
        '"a""b,c\n',
        "x" * 200_000 + ",a,b\n",
        '"a"b"c",d,e\n',
        '"' * 9_999 + "\n",
        "\x00,\x00,\x00\n",
        "'=1+1,@x,-y\n",
        '"a\n' * 500,
        "only one cell\n",
    ),
    "arxiv": (
        "<entry><title>&lol;</title></entry>\n",
        "<entry>" + "<a>" * 50_000 + "</entry>\n",
        "<entry><title>x</entry>\n",
        '<entry xmlns:x="y"><x:title>T</x:title></entry>\n',
        "<entry><![CDATA[</entry>]]></entry>\n",
        "<entry/>\n",
        '<entry><title a="' + "x" * 90_000 + '">T</title></entry>\n',
        "<entry></entry></entry></entry>\n",
        "<entry\n",
        '<entry><xi:include href="/etc/passwd" xmlns:xi="http://www.w3.org/2001/XInclude"/></entry>\n',
        "<!-- <entry>\n-->\n",
        f"<!DOCTYPE feed [{_LOLS}]><entry><title>&l9;</title></entry>\n",
        "<entry><?php x ?><title>T</title></entry>\n",
        '<!DOCTYPE feed [<!ENTITY x SYSTEM "file:///etc/passwd">]><entry><title>&x;</title></entry>\n',
    ),
    "awesome": (
        "- [x](javascript:window.pwned=1)\n",
        "- " + "[" * 20_000 + "\n",
        "- " + "![x](" * 5_000 + "\n",
        "- [a](b(c(d(e\n",
        "- " + "**_`~~" * 5_000 + "\n",
        "  " * 2_000 + "- [x](https://example.org/x)\n",
        "|" * 20_000 + "\n|--|\n|x|\n",
        "- [x](https://example.org/" + "(" * 5_000 + ")\n",
        "- [x](<https://example.org/x\n",
        "###### " * 2_000 + "\n",
        "- [x](https://example.org/) " + "Ada Example, " * 5_000 + "et al.\n",
        "- " + "<a href='" * 3_000 + "\n",
        "- " + "x et al. " * 10_000 + "[y](https://example.org/y)\n",
    ),
    "jsonl": (
        "[" * 100_000 + "\n",
        '{"title": ' + '{"a":' * 20_000 + "\n",
        '{"title": "never closed\n',
        '{"title": "x", "year": 1e999, "citations": -1e400}\n',
        '{"title": "x"}{"title": "y"}\n',
        '{"title": "x", "authors": [' + '"A",' * 20_000 + '"B"]}\n',
        '{"title": "\\ud800\\u0000", "abstract": "\\udfff"}\n',
        "null\n7\n[]\n{}\n",
        "\ufeff\ufeff{}\n",
        '{"title": "' + "x" * 2_000_000 + '"}\n',
    ),
    "listing": (
        "Upvote\n" * 2_000,
        "42\n" * 2_000,
        "https://example.org/" + "x" * 50_000 + "\n",
        "https://" * 10_000 + " x\n" + "x@" * 20_000 + "\n" + "a.b" * 20_000 + "\n",
        "\t \u00a0\n" * 1_000,
        "A title of a few words that nobody follows up\n",
        "<html><body>\n",
        "\u2028".join("An invented word" for _ in range(2_000)) + "\n",
    ),
}
"""What only one format can hold; it stands as it is between the good records."""


def hostile() -> Iterator[Case]:
    """Yield the hostile files."""
    for form, made in FORMS.items():
        for name, text in TEXTS.items():
            record = made.record(f"Title {text}", f"Abstract {text}")
            yield _between(form, name, record)
        for number, raw in enumerate(RAW[form]):
            yield _between(form, f"raw-{number}", raw)


def _between(form: str, name: str, record: str) -> Case:
    made = FORMS[form]
    good = [made.record(title, "An invented abstract.") for title in GOOD]
    return Case(f"{form}-{name}{made.suffix}", made.file([*good[:4], record, *good[4:]]))


def damaged() -> Iterator[Case]:
    """Yield the damaged files: each was a good one before something happened to one of its places."""
    random_source = random.Random(SEED)  # noqa: S311  # a seed, no secret
    for form, made in FORMS.items():
        whole = made.file([made.record(title, "An invented abstract, of two clauses.") for title in GOOD])
        for name, damage in DAMAGES.items():
            yield Case(f"{form}-{name}{made.suffix}", damage(whole, random_source), may_lose=2)


def _middle(whole: bytes, random_source: random.Random) -> int:
    return random_source.randrange(len(whole) * 2 // 5, len(whole) * 3 // 5)


def _without_bytes(whole: bytes, random_source: random.Random) -> bytes:
    at = _middle(whole, random_source)
    return whole[:at] + whole[at + random_source.randrange(1, 12) :]


def _with_bytes(extra: bytes) -> Callable[[bytes, random.Random], bytes]:
    def damage(whole: bytes, random_source: random.Random) -> bytes:
        at = _middle(whole, random_source)
        return whole[:at] + extra + whole[at:]

    return damage


def _without_line(whole: bytes, random_source: random.Random) -> bytes:
    lines = whole.splitlines(keepends=True)
    del lines[len(lines) // 2 + random_source.randrange(2)]
    return b"".join(lines)


def _with_line_twice(whole: bytes, random_source: random.Random) -> bytes:
    lines = whole.splitlines(keepends=True)
    at = len(lines) // 2 + random_source.randrange(2)
    return b"".join([*lines[:at], lines[at], *lines[at:]])


def _without_quote(whole: bytes, random_source: random.Random) -> bytes:
    at = max(whole.find(sign, _middle(whole, random_source)) for sign in (b'"', b"}", b">", b"]", b" - "))
    return whole[:at] + whole[at + 1 :]


DAMAGES: Mapping[str, Callable[[bytes, random.Random], bytes]] = {
    "bytes-lost": _without_bytes,
    "no-utf-8": _with_bytes(b"\xff\xfe\x80"),
    "zeros": _with_bytes(bytes(10)),
    "quote-added": _with_bytes(b'"'),
    "brace-added": _with_bytes(b"}"),
    "bracket-added": _with_bytes(b"<[({"),
    "line-lost": _without_line,
    "line-twice": _with_line_twice,
    "sign-lost": _without_quote,
    "line-end-added": _with_bytes(b"\r\n\r\n"),
}
"""What happens to files, each at a place in the middle."""


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    for case in (*hostile(), *damaged()):
        folder.joinpath(case.name).write_bytes(case.content)
