"""A built site of three invented pages, and a server of it, for the tests of the preview."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from generator.serve.server import PreviewServer, listen
from generator.serve.state import State

POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:"
PAGE = f"""<html lang="en"><head><meta http-equiv="Content-Security-Policy" content="{POLICY}">
<link rel="icon" href="data:,"><title>t</title></head><body class='a'><p>{{}}</p></body></html>"""


def write_site(folder: Path) -> Path:
    """Write the pages, with a secret beside them."""
    (folder / "site/papers").mkdir(parents=True)
    for name in ("index.html", "papers/index.html", "404.html"):
        (folder / "site" / name).write_text(PAGE.format(name))
    (folder / "site/data.jsonl").write_text("{}\n")
    (folder / "secret.txt").write_text("secret")
    return folder / "site"


@contextmanager
def serving(state: State) -> Iterator[PreviewServer]:
    """Answer on a free port as long as the block lasts."""
    with listen("127.0.0.1", 0, state) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
