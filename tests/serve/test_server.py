"""The preview's server: files of the site, problems on top, and a signal after each build."""

from __future__ import annotations

import http.client
import json
import threading
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

import pytest

from generator.errors import UsageError
from generator.serve.server import PreviewServer, listen
from generator.serve.state import Outcome, State
from generator.standing import UNFINISHED
from tests.serve.site import serving, write_site


@pytest.fixture
def state(tmp_path: Path) -> State:
    return State(write_site(tmp_path))


@pytest.fixture
def server(state: State) -> Iterator[PreviewServer]:
    with serving(state) as server:
        yield server


def ask(server: PreviewServer, path: str, method: str = "GET") -> tuple[HTTPResponse, str]:
    connection = HTTPConnection("127.0.0.1", server.server_port, timeout=10)
    connection.request(method, path)
    answer = connection.getresponse()
    text = answer.read().decode()
    connection.close()
    return answer, text


def test_a_page_gets_the_reload_module_and_nothing_else(server: PreviewServer, state: State):
    state.show(Outcome.BUILT, "", "/")

    answer, text = ask(server, "/")

    assert answer.status == 200
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert f'<script type="module" src="/__serve/reload.js?version={state.after("", 0).version}"></script>' in text
    assert "preview-problem" not in text


def test_other_files_are_served_as_they_are(server: PreviewServer, state: State):
    state.show(Outcome.BUILT, "", "/")

    answer, text = ask(server, "/data.jsonl")

    assert text == "{}\n"
    assert answer.headers["Content-Type"].startswith("application/x-ndjson")


def test_the_module_and_its_style_come_from_the_site_itself(server: PreviewServer, state: State):
    state.show(Outcome.BUILT, "", "/")

    assert ask(server, "/__serve/reload.js?version=1")[0].headers["Content-Type"] == "text/javascript; charset=utf-8"
    assert ask(server, "/__serve/problem.css")[0].headers["Content-Type"] == "text/css; charset=utf-8"
    assert ask(server, "/__serve/server.py")[0].status == 404


def test_a_failing_build_is_told_on_top_of_the_last_good_site(server: PreviewServer, state: State):
    state.show(Outcome.FAILED, "topics.yml:3: <b>wrong</b>", "/")

    answer, text = ask(server, "/papers/")

    assert answer.status == 200
    assert "papers/index.html" in text
    assert "<details open>" in text
    assert "topics.yml:3: &lt;b&gt;wrong&lt;/b&gt;" in text


def test_without_a_site_the_problem_is_the_page(server: PreviewServer, state: State):
    (state.site / "index.html").unlink()
    state.show(Outcome.FAILED, "mkdocs.yml: <b>wrong</b>", "/")

    answer, text = ask(server, "/anything")

    assert answer.status == 500
    assert "mkdocs.yml: &lt;b&gt;wrong&lt;/b&gt;" in text
    assert "/__serve/reload.js" in text


def test_before_the_first_build_ends_a_reader_is_told(server: PreviewServer, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("generator.serve.server.FIRST_BUILD_S", 0.01)

    answer, text = ask(server, "/")

    assert answer.status == 503
    assert "Building the site" in text


def test_a_reader_who_comes_during_the_first_build_gets_the_page(server: PreviewServer, state: State):
    threading.Timer(0.2, lambda: state.show(Outcome.BUILT, "", "/")).start()

    assert ask(server, "/")[0].status == 200


def test_a_file_that_is_still_to_be_written_is_waited_for(server: PreviewServer, state: State):
    state.show(Outcome.BUILT, "", "/", is_whole=False)

    def _complete() -> None:
        (state.site / "late.jsonl").write_text("[]\n")
        state.complete()

    threading.Timer(0.2, _complete).start()

    assert ask(server, "/papers/")[0].status == 200
    assert ask(server, "/late.jsonl")[1] == "[]\n"
    assert ask(server, "/never.jsonl")[0].status == 404


def test_a_file_that_takes_too_long_is_told_of(server: PreviewServer, state: State, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("generator.serve.server.WHOLE_S", 0.01)
    (state.site / UNFINISHED).touch()
    state.show(Outcome.BUILT, "", "/", is_whole=False)

    assert ask(server, "/late.jsonl")[0].status == 503
    assert ask(server, f"/{UNFINISHED}")[0].status == 503


def test_unknown_paths_get_the_sites_own_404(server: PreviewServer, state: State):
    state.show(Outcome.BUILT, "", "/")

    answer, text = ask(server, "/papers/none/")

    assert answer.status == 404
    assert "404.html" in text


def test_a_site_below_a_path_is_served_there(server: PreviewServer, state: State):
    state.show(Outcome.BUILT, "", "/repo/")

    assert ask(server, "/")[0].headers["Location"] == "/repo/"
    assert ask(server, "/repo/")[0].status == 200
    assert "/repo/__serve/reload.js" in ask(server, "/repo/papers/")[1]
    assert ask(server, "/papers/")[0].status == 404


def test_a_folder_without_its_slash_is_redirected(server: PreviewServer, state: State):
    state.show(Outcome.BUILT, "", "/repo/")

    assert ask(server, "/repo/papers")[0].headers["Location"] == "/repo/papers/"


@pytest.mark.parametrize(
    "path", ["/../secret.txt", "/%2e%2e/secret.txt", "/papers/../../secret.txt", "//{}", "/%2f{}", "/a%00b", "/{}/"]
)
def test_nothing_outside_the_site_is_served(server: PreviewServer, state: State, path: str):
    state.show(Outcome.BUILT, "", "/")

    answer, text = ask(server, path.format(state.site.parent / "secret.txt"))

    assert answer.status == 404
    assert "secret" not in text


def test_a_head_request_has_the_length_and_no_body(server: PreviewServer, state: State):
    state.show(Outcome.BUILT, "", "/")

    answer, text = ask(server, "/data.jsonl", "HEAD")

    assert answer.headers["Content-Length"] == "3"
    assert text == ""


def test_an_open_page_is_told_of_each_build(server: PreviewServer, state: State):
    state.show(Outcome.BUILT, "", "/")
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=10)
    connection.request("GET", "/__serve/events")
    events = connection.getresponse()
    first = json.loads(events.readline().removeprefix(b"data: "))
    events.readline()

    state.show(Outcome.FAILED, "wrong", "/")
    second = json.loads(events.readline().removeprefix(b"data: "))
    connection.close()

    assert events.headers["Content-Type"] == "text/event-stream"
    assert first["version"] != second["version"]
    assert (first["failed"], second["failed"]) == (False, True)


def test_a_port_in_use_is_told_in_a_sentence(server: PreviewServer, state: State):
    with pytest.raises(UsageError, match=f"port {server.server_port} is in use: .* choose a port with --port"):
        listen("127.0.0.1", server.server_port, state)
