"""Each source has the agreed names and golden cases; a folder is read whole, in one order, whatever its files hold."""

from __future__ import annotations

import gzip
import lzma
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from generator import sources
from generator.paper import RawPaper
from generator.sources import Reading, read_folder
from generator.sources._files import MAX_LINE

HERE = Path(__file__).parent
CASES = sorted(HERE.glob("*/cases/*"), key=str)
PAIR = (
    "A Title of Some Words\n"
    + "This abstract is invented for a test and says nothing of any use to anybody. " * 4
    + "\n"
)
ROW = b'{"title": "A Title of Some Words", "abstract": "An invented abstract."}\n'


def shown(reading: Reading) -> str:
    """Return a reading as text that a person can review."""
    lines = [f"{file.file} {file.format} {file.records} {dict(file.ignored)}" for file in reading.files]
    for raw in reading.raws:
        lines += ["", f"[{raw.source.file}:{raw.source.line} {raw.source.position}]"]
        fields = [(name, getattr(raw, name)) for name in RawPaper.__struct_fields__[2:]]
        lines += [f"{name}: {value!a}" for name, value in fields if value]
    problems = [f"{problem.code}{' REJECTED' * problem.rejected}: {problem}" for problem in reading.problems]
    return "\n".join([*lines, "", *problems, ""])


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.parts[-3]}-{case.name}")
def test_golden(case: Path, request: pytest.FixtureRequest) -> None:
    expected = case / "expected.txt"
    actual = shown(read_folder(case))
    if request.config.getoption("update_goldens"):
        expected.write_text(actual, encoding="utf-8")

    assert expected.read_text(encoding="utf-8") == actual


@pytest.mark.parametrize("name", sources.sources())
def test_a_source_keeps_the_contract(name: str) -> None:
    source = sources.sources()[name]

    assert name == source.NAME
    assert callable(source.recognises)
    assert callable(source.read)
    assert source.READS
    assert not source.READS.keys() & source.DROPS.keys()
    assert list((HERE / name / "cases").iterdir())


def write(folder: Path, files: dict[str, bytes]) -> Path:
    """Return a content folder with those files below `papers/`."""
    for name, content in files.items():
        path = folder / "papers" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder


def test_the_order_of_files_is_listings_first_then_by_name(tmp_path: Path):
    files = {"a.jsonl": ROW, "z.txt": PAIR.encode(), "m/b.txt": PAIR.encode(), "m.jsonl": ROW}
    reading = read_folder(write(tmp_path, files))

    assert [file.file for file in reading.files] == [
        "papers/m/b.txt",
        "papers/z.txt",
        "papers/a.jsonl",
        "papers/m.jsonl",
    ]


def test_hidden_files_backups_and_readmes_are_left_out(tmp_path: Path):
    names = [".hidden.txt", "old.txt~", "#old.txt#", "old.txt.bak", "README.md", "readme", "LICENSE.txt", ".git/a.txt"]
    reading = read_folder(write(tmp_path, dict.fromkeys(names, PAIR.encode())))

    assert Reading() == reading


def test_a_folder_without_papers_is_empty(tmp_path: Path):
    assert Reading() == read_folder(tmp_path)


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.bin", bytes(range(256)) * 40, "this is not text"),
        ("a.txt", "Ein Titel\nEin Text".encode("utf-32"), "UTF-32"),
        ("b.txt", "A title of words\nA text".encode("utf-16-le"), "UTF-16"),
        ("a.txt", b" \n\n", "the file is empty"),
        ("a.toml", b"title = 'A'\n", "no source recognises this file; known formats: arxiv, awesome, bibtex"),
        ("a.html", b"<html><p>text</p></html>", "no source recognises"),
        ("a.jsonl.gz", gzip.compress(ROW, mtime=0)[:-12], "damaged"),
        ("a.jsonl.xz", lzma.compress(ROW * 9)[:-30], "damaged"),
    ],
)
def test_a_file_that_is_no_listing_is_named(tmp_path: Path, name: str, content: bytes, told: str):
    reading = read_folder(write(tmp_path, {name: content, "good.jsonl": ROW}))

    assert [f"papers/{name}"] == [problem.file for problem in reading.problems]
    assert told in reading.problems[0].message
    assert "papers/good.jsonl" in [raw.source.file for raw in reading.raws]


@pytest.mark.parametrize(("suffix", "compress"), [("gz", gzip.compress), ("xz", lzma.compress)])
def test_compressed_files_are_read_as_they_are(tmp_path: Path, suffix: str, compress: Callable[[bytes], bytes]):
    plain = read_folder(write(tmp_path / "plain", {"a.jsonl": ROW * 3})).raws
    packed = read_folder(write(tmp_path / "packed", {f"a.jsonl.{suffix}": compress(ROW * 3)})).raws

    assert [raw.title for raw in plain] == [raw.title for raw in packed]


@pytest.mark.parametrize(
    ("name", "content", "form"),
    [
        ("library", b"% invented\n@article{a, title={A}, year={2020}}\n", "bibtex"),
        ("library.txt", b"@string{a = {b}}\n@misc{a, title={A}}\n", "bibtex"),
        ("export.txt", b"\xef\xbb\xbfTY  - JOUR\nTI  - A\nER  - \n", "ris"),
        ("export", b"Provider: Somebody\n\nTY  - JOUR\nTI  - A\nER  - \n", "ris"),
        ("items.json", b'[{"type": "article", "title": "A", "issued": {"date-parts": [[2020]]}}]', "csl_json"),
        ("items", b'[{"type": "article", "title": "A", "author": []}]', "csl_json"),
        ("papers.json", b'{"papers": [{"title": "A"}]}', "json_document"),
        ("papers", b'[{"title": "A", "authors": []}]', "json_document"),
        ("papers", b'{"title": "A"}\n{"title": "B"}\n', "jsonl"),
        ("papers.txt", b"- title: A\n  year: 2020\n", "yaml_document"),
        ("papers.yml", b"title: A\n", "yaml_document"),
        ("papers.csv", b"title\nA\n", "table"),
        ("papers.txt", b"Title\tAuthors\tYear\nA\tB C\t2020\n", "table"),
        ("sheet", b"sep=;\ntitle;year\nA;2020\n", "table"),
        ("feed.xml", b"<feed xmlns='http://www.w3.org/2005/Atom'><entry><title>A</title></entry></feed>", "arxiv"),
        ("feed", b"<?xml version='1.0'?><feed><entry><title>A</title></entry></feed>", "arxiv"),
        ("list.md", b"# L\n- [A B](https://example.org/a)\n- [C D](https://example.org/b)\n", "awesome"),
        ("page.md", PAIR.encode(), "listing"),
        ("wrong.bib", b"TY  - JOUR\nTI  - A\nER  - \n", "ris"),
        ("wrong.csv", b"@article{a, title={A}}\n", "bibtex"),
    ],
)
def test_a_format_is_recognised_by_content_and_suffix(tmp_path: Path, name: str, content: bytes, form: str):
    reading = read_folder(write(tmp_path, {name: content}))

    assert [file.format for file in reading.files] == [form]
    assert reading.raws


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16-le", "utf-16-be"])
def test_a_byte_order_mark_tells_the_encoding(tmp_path: Path, encoding: str):
    mark = "" if encoding == "utf-8-sig" else "\ufeff"
    content = (mark + '{"title": "Übertitelt 標題 🎈"}\r\n' * 20_000).encode(encoding)
    reading = read_folder(write(tmp_path, {"a.jsonl": content}))

    assert {raw.title for raw in reading.raws} == {"Übertitelt 標題 🎈"}
    assert (len(reading.raws), reading.problems) == (20_000, ())


def test_a_document_on_one_long_line_is_read(tmp_path: Path):
    content = "[" + ",".join('{"title": "%s"}' % ("long " * 50_000) for _ in range(30)) + "]"
    reading = read_folder(write(tmp_path, {"a.json": content.encode()}))

    assert len(content) > MAX_LINE
    assert len(reading.raws) == 30


def test_a_file_without_papers_is_named(tmp_path: Path):
    reading = read_folder(write(tmp_path, {"a.bib": b"% nothing here\n", "b.json": b"[]", "c.csv": b"title,year\n"}))

    assert [problem.file for problem in reading.problems] == ["papers/a.bib", "papers/b.json", "papers/c.csv"]
    assert {problem.code for problem in reading.problems} == {"file-without-papers"}


def test_a_file_that_grows_without_end_is_cut_off(tmp_path: Path):
    reading = read_folder(write(tmp_path, {"bomb.jsonl.xz": lzma.compress(ROW + b" " * (24 << 20), preset=0)}))

    assert "grows more than" in reading.problems[-1].message


def test_a_link_that_leaves_the_folder_is_refused(tmp_path: Path):
    outside = tmp_path / "secret.txt"
    outside.write_text(PAIR)
    content = write(tmp_path / "content", {"a.txt": PAIR.encode()})
    (content / "papers" / "link.txt").symlink_to(outside)
    reading = read_folder(content)

    assert len(reading.raws) == 1
    assert "leads out of the folder" in reading.problems[0].message


def test_a_link_within_the_folder_and_a_pipe_do_no_harm(tmp_path: Path):
    content = write(tmp_path, {"a.txt": PAIR.encode()})
    (content / "papers" / "b.txt").symlink_to("a.txt")
    os.mkfifo(content / "papers" / "pipe.txt")
    reading = read_folder(content)

    assert len(reading.raws) == 2
    assert [problem.message for problem in reading.problems] == ["this is no regular file"]


def test_the_seed_listing_gives_every_pair_at_its_line():
    content = HERE.parents[1] / "content"
    lines = (content / "papers" / "listing.txt").read_text(encoding="utf-8").split("\n")
    raws = [raw for raw in read_folder(content).raws if raw.format == "listing"]

    assert list(zip(lines[2::2], lines[3::2], strict=True)) == [(raw.title, raw.abstract) for raw in raws]
    assert list(range(1, 198)) == [raw.source.position for raw in raws]
    assert list(range(3, 397, 2)) == [raw.source.line for raw in raws]
