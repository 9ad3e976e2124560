"""Invented files that no reader expects: each entry writes one of them into a folder of listings."""

from __future__ import annotations

import gzip
import json
import lzma
import os
from collections.abc import Callable
from pathlib import Path

SECRET = "invented-secret-outside-the-content-folder"  # noqa: S105  # a canary, looked for in the finished site
_ABSTRACT = "An invented abstract in a file that is not what it seems to be."


def _line(title: str, **fields: object) -> str:
    return json.dumps({"title": title, "abstract": _ABSTRACT, **fields}) + "\n"


def _bytes(content: bytes) -> Callable[[Path], None]:
    return lambda path: _write(path, content)


def _write(path: Path, content: bytes) -> None:
    path.write_bytes(content)


def _symlink(target: str) -> Callable[[Path], None]:
    return lambda path: path.symlink_to(target)


def _outside(path: Path) -> None:
    secret = path.parent.parent.parent / "secret.jsonl"
    secret.write_text(_line(SECRET))
    path.symlink_to(secret)


def _bomb(path: Path) -> None:
    with gzip.open(path, "wb", compresslevel=9) as file:
        for _ in range(300):
            file.write(b" " * 1_000_000)


def _xz_bomb(path: Path) -> None:
    record = (_line("Invented bomb") * 10_000).encode()
    with lzma.open(path, "wb") as file:
        file.write(b'{"title": "' + b"x" * 50_000_000)
        file.write(record)


HOSTILE_FILES: dict[str, Callable[[Path], None]] = {
    "binary.txt": _bytes(bytes(range(256)) * 400),
    "binary.jsonl": _bytes(b"\x7fELF\x00\x01" * 500),
    "image.txt": _bytes(b"\x89PNG\r\n\x1a\n" + bytes(5_000)),
    "utf16.txt": _bytes("Invented title in UTF-16\nAn invented abstract in UTF-16.\n".encode("utf-16")),
    "utf16.jsonl": _bytes(_line("Invented JSON in UTF-16").encode("utf-16-le")),
    "utf32.txt": _bytes("Invented title in UTF-32\nAn invented abstract.\n".encode("utf-32")),
    "latin1.jsonl": _bytes(_line("Invented caf").replace("caf", "café").encode("latin-1")),
    "truncated.jsonl.xz": _bytes(lzma.compress(_line("Invented truncation").encode() * 99)[:-40]),
    "truncated.jsonl.gz": _bytes(gzip.compress(_line("Invented truncation").encode() * 99, mtime=0)[:-9]),
    "not-xz.jsonl.xz": _bytes(b"this is no xz file"),
    "not-gz.txt.gz": _bytes(b"this is no gzip file"),
    "bomb.jsonl.gz": _bomb,
    "bomb.jsonl.xz": _xz_bomb,
    "deep.jsonl": _bytes(b"[" * 200_000 + b"\n" + b'{"title":' * 100_000 + b"\n"),
    "deep-inside.jsonl": _bytes(b'{"title": "Invented deep", "abstract": ' + b"[" * 100_000 + b"]" * 100_000 + b"}\n"),
    "long-line.txt": _bytes(b"Invented long line\n" + b"word " * 200_000 + b"\n"),
    "long-line.jsonl": _bytes(b'{"title": "' + b"x" * 5_000_000 + b'"}\n'),
    "huge-numbers.jsonl": _bytes(b'{"title": "Invented huge", "year": ' + b"9" * 100_000 + b', "citations": 1e400}\n'),
    "not-numbers.jsonl": _bytes(b'{"title": "Invented NaN", "year": NaN, "citations": -Infinity}\n'),
    "doubled-keys.jsonl": _bytes(b'{"title": "Invented first", "title": "Invented second", "abstract": "x"}\n'),
    "escapes.jsonl": _bytes(b'{"title": "Invented \\ud800 \\u0000 \\u202e", "abstract": "\\udfff x"}\n'),
    "not-objects.jsonl": _bytes(b'1\n"x"\nnull\ntrue\n[]\n{}\n{"title": []}\n'),
    "not-json.jsonl": _bytes(b"{'title': 'x'}\n{title: x}\n<html>\n{\n}\n"),
    "raw-controls.jsonl": _bytes(b'{"title": "Invented\x00\x01\x1b[31m raw", "abstract": "a\tb"}\n'),
    "cr-only.txt": _bytes(b"Invented title that ends in CR\rAn invented abstract that ends in CR, too, and is long.\r"),
    "mixed-ends.txt": _bytes(
        b"Invented mixed\r\nAn invented abstract.\n\rInvented other\x0b\x0cAn invented abstract.\r\n"
    ),
    "empty.txt": _bytes(b""),
    "empty.jsonl": _bytes(b""),
    "white.txt": _bytes(b" \n\t\n\r\n\x0c\n" * 1_000),
    "two-marks.jsonl": _bytes(b"\xef\xbb\xbf\xef\xbb\xbf" + _line("Invented marks").encode()),
    "no-suffix": _bytes(b"Invented title without a suffix\nAn invented abstract without one.\n"),
    "wrong-suffix.jsonl": _bytes(b"Invented title that is no JSON\nAn invented abstract that is none either.\n"),
    "page.html": _bytes(b"<script>window.pwned=1</script>\n<img src=x onerror=window.pwned=1>\n"),
    "code.py": _bytes(b"import os\nos.system('touch pwned')\n"),
    "include.md": _bytes(b'--8<-- "mkdocs.yml"\n{% include "x" %}\n'),
    "name with blanks; $(touch pwned) `x`.jsonl": _bytes(_line("Invented strange name").encode()),
    "line\nend\x1b[31m::error::.jsonl": _bytes(_line("Invented name with a line end").encode()),
    "<img src=x onerror=window.pwned=1>.jsonl": _bytes(_line("Invented name of markup").encode()),
    "\u202etxt.exe.jsonl": _bytes(_line("Invented reversed name").encode()),
    os.fsdecode(b"bytes-\xff\xfe.jsonl"): _bytes(_line("Invented name of bytes").encode()),
    "folder.jsonl": Path.mkdir,
    "folder.txt": Path.mkdir,
    "outside.jsonl": _outside,
    "passwd.txt": _symlink("/etc/passwd"),
    "nowhere.jsonl": _symlink("nowhere-at-all"),
    "loop.jsonl": _symlink("loop.jsonl"),
    "up": _symlink(".."),
    "device.txt": _symlink("/dev/zero"),
    "pipe.jsonl": os.mkfifo,
}
"""By file name: the function that writes it."""

HOSTILE_CONTENT = {
    "permalinks.tsv": "<<<<<<< ours\nx\ty\n=======\nz\n>>>>>>> theirs\n",
    "permalinks.tsv ": "\x00\x01 not a ledger \u202e\t\t\t\n",
    "corrections.yml": "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: [*c, *c, *d]\n",
    "corrections.yml ": "".join(f"k{n}: &k{n} [{', '.join([f'*k{n - 1}'] * 9) if n else 'x'}]\n" for n in range(9)),
    "corrections.yml  ": "x: !!python/object/apply:os.system ['touch pwned']\n",
    "corrections.yml   ": "- a list\n- where a mapping is due\n",
    "corrections.yml    ": "x: {title: [1, {a: b}], why: 5}\ny: 2020-02-31\nz:\n",
    "topics.yml": "topics: {never closed\n",
    "topics.yml ": "- slug: ../../x\n  name: <script>window.pwned=1</script>\n  description: x\n  words: [x]\n",
    "topics.yml  ": "[" * 50_000,
    "topics.yml   ": "- slug: a\n  slug: b\n  parent: a\n- slug: a\n  parent: a\n",
    "venues.yml": "x: {name: [1], aliases: x, url: javascript:window.pwned=1}\n",
    "metrics.jsonl": "\x00{",
}
"""Broken files of the content folder itself, which the maintainer owns; blanks only keep the names apart."""
