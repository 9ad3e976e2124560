"""Both cores for pure functions: blocks of values go to processes of their own, and come back in order.

Each is an interpreter that reads blocks from its standard input and ends with it, however this process ends: one of
`multiprocessing` would wait for ever after a kill. `python -m generator.workers MODULE FUNCTION` is what they run.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib import import_module
from typing import IO, cast

import msgspec

from .errors import MachineError, PapershelfError

Answer = Callable[[bytes], bytes]
Block = list[bytes]
Process = subprocess.Popen[bytes]
MOST = 4
"""Processes at most, unless more are asked for."""
_WORTHWHILE = 6_000
"""Values at once from which on processes pay: each takes half a second to start, and learns its words anew."""
_LENGTH = 8
"""Bytes of the number before each block."""
_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(Block).decode


def available() -> int:
    """Return how many processes can run at a time."""
    return min(MOST, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1)


class Pool:
    """Owns the processes that answer values, from the first that is worth one until `close`.

    `maker` is a function of a module that returns what answers, given the setting.
    """

    def __init__(self, maker: Callable[[bytes], Answer], setting: bytes, count: int) -> None:
        self._maker, self._setting, self._count = maker, setting, count
        self._answer: Answer | None = None
        self._processes: list[Process] = []

    def answers(self, values: Block) -> Iterator[bytes]:
        """Yield the answer to each value, in order."""
        if self._processes or (self._count > 1 and len(values) >= _WORTHWHILE):
            self._start()
            yield from _shared_out(self._processes, values)
            return
        self._answer = self._answer or self._maker(self._setting)
        yield from map(self._answer, values)

    def _start(self) -> None:
        # Modules are found where this process finds them: what stands in the working folder must not be run for them.
        command = [sys.executable, "-P", "-m", __name__, self._maker.__module__, self._maker.__name__]
        place = {**os.environ, "PYTHONPATH": os.pathsep.join(map(os.path.abspath, sys.path))}
        while len(self._processes) < self._count:
            pipe = subprocess.PIPE
            process = subprocess.Popen(command, stdin=pipe, stdout=pipe, env=place)  # noqa: S603  # our own
            self._processes.append(process)
            _write(process.stdin, [self._setting])

    def close(self) -> None:
        """Let the processes end, and wait for them."""
        for process in self._processes:
            process.communicate()


def _shared_out(processes: Sequence[Process], values: Block) -> Iterator[bytes]:
    """Yield the answers in order; each process has one part of the values at a time."""
    size = max(1, len(values) // (4 * len(processes)))
    busy: deque[Process] = deque()
    for number, start in enumerate(range(0, len(values), size)):
        if len(busy) == len(processes):
            yield from _received(busy.popleft())
        process = processes[number % len(processes)]
        _write(process.stdin, values[start : start + size])
        busy.append(process)
    while busy:
        yield from _received(busy.popleft())


def _received(process: Process) -> Block:
    block = _read(process.stdout)
    if block is None:
        code = process.wait()
        if code < 0:
            name = signal.Signals(-code).name
            raise MachineError(f"a worker was ended by {name}, as for want of memory: try again with --workers 1")
        raise PapershelfError(f"a worker ended with code {code} before its work was done")
    return block


def _write(stream: IO[bytes] | None, block: Iterable[bytes]) -> None:
    content = _encode(block)
    stream = cast("IO[bytes]", stream)
    stream.write(len(content).to_bytes(_LENGTH, "big") + content)
    stream.flush()


def _read(stream: IO[bytes] | None) -> Block | None:
    """Return the next block, or None at the end, which may be in the middle of a block."""
    stream = cast("IO[bytes]", stream)
    length = int.from_bytes(stream.read(_LENGTH), "big")
    content = stream.read(length)
    return _decode(content) if length and len(content) == length else None


def work(module: str, maker: str) -> None:
    """Answer blocks until there are no more."""
    # Ctrl-C reaches every process of the terminal; the one that sends the blocks tells what that means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    answer = getattr(import_module(module), maker)((_read(sys.stdin.buffer) or [b""])[0])
    while (block := _read(sys.stdin.buffer)) is not None:
        _write(sys.stdout.buffer, [answer(value) for value in block])


if __name__ == "__main__":
    work(*sys.argv[1:])
