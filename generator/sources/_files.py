"""Bytes on disk to numbered lines of text: compression, encodings, line ends, and the caps that keep them bounded."""

from __future__ import annotations

import codecs
import gzip
import itertools
import lzma
import re
import zlib
from typing import IO, TYPE_CHECKING, NamedTuple, cast

from generator.errors import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MAX_BYTES = 1 << 30
"""What a file may hold after decompression."""
MAX_LINE = 4 << 20
"""What a line may hold; a longer one is broken, and costs its record."""
MAX_DOCUMENT = 64 << 20
"""The same for formats in which a whole file may stand on one line."""
MAX_LINES = 10_000_000
MAX_RATIO = 200
"""Text shrinks 3 to 10 times; what grows more than this, past `_RATIO_FROM`, was made to fill the memory."""
HEAD = 1 << 16

_CHUNK = 1 << 18
_RATIO_FROM = 16 << 20
# UTF-32, with its mark or without; UTF-16 without one.
_WIDE = re.compile(rb"\xff\xfe\0\0|\0\0\xfe\xff")
_WIDE_LETTERS = re.compile(rb"(?:[ -~\n\r]\0){8}|(?:\0[ -~\n\r]){8}")
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f]")
_MULTIBYTE = re.compile(b"[\x80-\xff]")
# A byte of Windows-1252 that reads as written text: a letter beside a letter, or a typographic mark.
_PLAUSIBLE = re.compile(
    "(?<=[A-Za-zÀ-ÖØ-öø-ÿŒœŠšŽžŸ])[À-ÖØ-öø-ÿŒœŠšŽžŸ]|[À-ÖØ-öø-ÿŒœŠšŽžŸ](?=[A-Za-zÀ-ÖØ-öø-ÿŒœŠšŽžŸ])"
    "|[…‘’“”•–—€™ ©«®°±²³´µ·¹º»¼½¾×÷àÀ§¿¡ß]"
)


class Line(NamedTuple):
    """One line of a file, numbered from 1, without its end."""

    number: int
    text: str
    fault: str = ""
    """Why the text is not what the file says; then its record cannot be trusted."""


class FileError(Exception):
    """The file cannot be read, or not to its end: a sentence for the Problem, and the line it got to."""

    def __init__(self, message: str, line: int = 0) -> None:
        super().__init__(message)
        self.message = message
        self.line = line


def inner_name(name: str) -> str:
    """Return the file's name in lower case without the suffix of its compression, so that the format's is last."""
    return re.sub(r"\.(?:gz|xz)$", "", name.lower())


def read_head(path: Path) -> str:
    """Return the first `HEAD` bytes as text, for recognising; raise FileError where the file is no text at all."""
    head = next(_chunks(path), b"")[:HEAD]
    if _WIDE.match(head) or _WIDE_LETTERS.search(head):
        raise FileError("the text is UTF-16 or UTF-32 without the mark that says so; save it as UTF-8")
    text = head.decode("utf-8-sig", "replace")
    if len(_CONTROL.findall(text)) * 20 > len(text):
        raise FileError("this is not text; papers are read from text files")
    if not text.strip():
        raise FileError("the file is empty")
    return text


def read_lines(path: Path, file: str, max_line: int = MAX_LINE) -> Iterator[Line | Problem]:
    """Yield the lines; a Problem stands once before the first line that shows an encoding other than UTF-8."""
    legacy: bool | None = None
    for number, raw in enumerate(_raw_lines(path, max_line), 1):
        if number > MAX_LINES:
            raise FileError(f"more than {MAX_LINES:,} lines; the rest was not read", number)
        if len(raw) > max_line:
            yield Line(number, raw[:1000].decode("utf-8", "replace"), f"the line is longer than {max_line:,} bytes")
            continue
        try:
            yield Line(number, raw.decode("utf-8"))
        except UnicodeDecodeError as error:
            if legacy is None:
                legacy = _is_windows_1252(path)
                if legacy:
                    yield Problem(file, number, _LEGACY, code="encoding")
            if legacy:
                yield Line(number, raw.decode("cp1252", "replace"))
            else:
                yield Line(number, raw.decode("utf-8", "replace"), f"byte {error.start + 1} of the line is not UTF-8")


_LEGACY = "the file is in Windows-1252 (Latin-1) and was read so; save it as UTF-8"


def _is_windows_1252(path: Path) -> bool:
    """Tell whether all beyond ASCII reads as Windows-1252, and nothing as UTF-8; else single lines are broken."""
    for raw in _raw_lines(path):
        if not _MULTIBYTE.search(raw):
            continue
        try:
            raw.decode("utf-8")
        except UnicodeDecodeError:
            text = raw.decode("cp1252", "replace")
            if (
                not _PLAUSIBLE.search(text)
                or _CONTROL.search(text)
                or len(_PLAUSIBLE.findall(text)) < len(_MULTIBYTE.findall(raw))
            ):
                return False
        else:
            return False
    return True


def _raw_lines(path: Path, max_line: int = MAX_LINE) -> Iterator[bytes]:
    """Yield the lines as bytes, for LF, CRLF and CR, without a byte order mark; an overlong line is cut."""
    # A line that comes in many chunks is put together once, at its end: adding each chunk would be quadratic.
    pending: list[bytes] = []
    held = 0
    for chunk in _without_mark(_chunks(path)):
        if held and b"\n" not in chunk and b"\r" not in chunk and not pending[-1].endswith(b"\r"):
            if held <= max_line:
                pending.append(chunk)
                held += len(chunk)
            continue
        lines = (b"".join(pending) + chunk).splitlines(keepends=True)
        # A CR at the end may be the first half of a CRLF.
        rest = lines.pop() if lines and not lines[-1].endswith(b"\n") else b""
        pending, held = ([rest], len(rest)) if rest else ([], 0)
        yield from (line.rstrip(b"\r\n") for line in lines)
    if held:
        yield b"".join(pending).rstrip(b"\r\n")


def _without_mark(chunks: Iterator[bytes]) -> Iterator[bytes]:
    first = next(chunks, b"")
    yield first.removeprefix(b"\xef\xbb\xbf")
    yield from chunks


def _chunks(path: Path) -> Iterator[bytes]:
    """Yield the decompressed bytes; UTF-16 that says so by its mark, as Excel writes it, comes as UTF-8."""
    chunks = _decompressed_chunks(path)
    first = next(chunks, b"")
    if not first.startswith(_UTF_16) or _WIDE.match(first):
        yield first
        yield from chunks
        return
    decoder = codecs.getincrementaldecoder("utf-16")(errors="replace")
    for chunk in itertools.chain([first], chunks):
        yield decoder.decode(chunk).encode()
    yield decoder.decode(b"", final=True).encode()


def _decompressed_chunks(path: Path) -> Iterator[bytes]:
    """Yield the bytes, bounded in size and in how much they grew."""
    total = 0
    with path.open("rb") as stored:
        stream = _decompressed(stored)
        try:
            while chunk := stream.read(_CHUNK):
                total += len(chunk)
                if total > MAX_BYTES:
                    raise FileError(f"more than {MAX_BYTES:,} bytes of text; the rest was not read")
                if total > _RATIO_FROM and total > MAX_RATIO * stored.tell():
                    raise FileError(f"it grows more than {MAX_RATIO} times when decompressed; the rest was not read")
                yield chunk
        except (EOFError, lzma.LZMAError, zlib.error, OSError) as error:
            raise FileError(f"the file is damaged ({error}); what stands before the damage was read") from error


def _decompressed(stored: IO[bytes]) -> IO[bytes]:
    # The signature decides, not the name: a listing that was renamed is still read.
    magic = stored.read(6)
    stored.seek(0)
    if magic.startswith(b"\x1f\x8b"):
        return cast("IO[bytes]", gzip.GzipFile(fileobj=stored))
    if magic == b"\xfd7zXZ\x00":
        return cast("IO[bytes]", lzma.LZMAFile(stored))
    return stored
