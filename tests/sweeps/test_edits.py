"""Whatever is edited, in whatever order: a build that takes over what it knows gives the bytes of one from nothing.

Papers, people, venues and topics are invented.
"""

from __future__ import annotations

import json
import os
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator import build
from generator.preview import Listener
from generator.profile import Profile
from tests.bench.invented import invented_records
from tests.command import differences
from tests.conftest import FULL
from tests.engine.projects import project

SMALL = 24
"""Papers of the small catalogue."""
LARGE = int(os.environ.get("PAPERSHELF_LARGE", "600"))
"""Papers of the large one; 5,000 of them take ten minutes."""
EDITS = 3
"""Edits between two builds."""
SEQUENCES = int(os.environ.get("PAPERSHELF_EDITS", "12" if FULL else "4"))
"""Sequences of edits in each history of the small catalogue; 50 in each of the four take a quarter of an hour."""


class World:
    """Owns a project, the records that are in it, and those that are not."""

    def __init__(self, folder: Path, seed: int, papers: int) -> None:
        self.random = random.Random(seed)  # noqa: S311  # a failure can be played again
        self.folder = folder
        self.now = "2026-01-02"
        records = list(invented_records(papers + papers // 4))
        self.records, self.outside = records[:papers], records[papers:]
        self.files = 1
        project(folder, {"extra": _extra(page_size=5 if papers < 100 else 100)}, papers=31, page_size=5)
        (folder / "content/papers/invented.jsonl").unlink()
        self.corrections: dict[str, Any] = {}
        self.write()

    def edit(self) -> str:
        """Edit one thing and return what was done."""
        edits: tuple[Callable[[], None], ...] = (
            self._add, self._change, self._change, self._delete, self._rename, self._rename_file, self._reorder,
            self._correct, self._classify, self._change_template, self._change_settings, self._name_person,
            self._read_signals, self._wait, self._write_by_hand,
        )  # fmt: skip
        chosen = self.random.choice(edits)
        chosen()
        return chosen.__name__.strip("_")

    def _add(self) -> None:
        if self.outside:
            self.records.insert(self.random.randrange(len(self.records) + 1), self.outside.pop())

    def _change(self) -> None:
        record = self.random.choice(self.records)
        other = self.random.choice(self.records)
        field = self.random.choice(["abstract", "authors", "venue", "year", "citations", "url"])
        record[field] = other.get(field)
        if field == "abstract":
            record[field] = f"{record[field]} One sentence more, number {self.random.randrange(100)}."

    def _delete(self) -> None:
        if len(self.records) > SMALL // 2:
            self.outside.append(self.records.pop(self.random.randrange(len(self.records))))

    def _rename(self) -> None:
        record = self.random.choice(self.records)
        record["title"] = f"{record['title']} {self.random.choice(['again', '$x^2$', '<i>markup</i>', '& more'])}"

    def _rename_file(self) -> None:
        self.files = self.random.randint(1, 3)

    def _reorder(self) -> None:
        self.random.shuffle(self.records)

    def _correct(self) -> None:
        title = self.random.choice(self.records)["title"]
        self.corrections[title] = self.random.choice(
            [
                {"year": {"value": self.random.randint(2001, 2025), "why": "an invented reason"}},
                {"status": {"value": "retracted", "reason": "An invented gap.", "why": "an invented notice"}},
                {"topics": {"value": ["graph-learning"], "why": "an invented reason"}},
            ]
        )

    def _classify(self) -> None:
        words = self.random.sample(sorted({*self.random.choice(self.records)["abstract"].lower().split()}), 3)
        chosen = [word.strip(".,") for word in words if word.strip(".,").isalpha()] or ["invented"]
        topics = yaml.safe_load((self.folder / "content/topics.yml").read_text())
        self.random.choice(topics)["words"] = chosen
        self.random.shuffle(topics)
        (self.folder / "content/topics.yml").write_text(yaml.safe_dump(topics, sort_keys=False))

    def _change_template(self) -> None:
        name = self.random.choice(["overrides/partials/footer.html", "overrides/catalogue.html"])
        path = self.folder / name
        text = path.read_text().partition("<!-- edited")[0]
        path.write_text(f"{text}<!-- edited {self.random.randrange(100)} -->" if "footer" in name else text)

    def _change_settings(self) -> None:
        path = self.folder / "mkdocs.yml"
        settings = yaml.safe_load(path.read_text())
        change = self.random.choice(
            [
                {"site_name": f"Shelf {self.random.randrange(9)}"},
                {"site_url": self.random.choice(["https://shelf.example/", "https://shelf.example/deep/er/"])},
                {"copyright": self.random.choice(["Nobody", "No one"])},
                {"repo_url": self.random.choice(["", "https://code.example/shelf"])},
                {"extra": _extra(page_size=self.random.choice([2, 5, 100]))},
                {"extra": _extra(page_size=5, author_page_from=self.random.choice([1, 2]))},
                {"extra": _extra(page_size=5, author_feeds_up_to=self.random.choice([1, 20_000]))},
            ]
        )
        path.write_text(yaml.safe_dump(settings | change, sort_keys=False))

    def _name_person(self) -> None:
        names = sorted({name for record in self.records for name in record["authors"] or ()})
        chosen = self.random.sample(names, min(2, len(names)))
        people = [{"name": chosen[0], "aliases": chosen[1:]}] if chosen else []
        (self.folder / "content/authors.yml").write_text(yaml.safe_dump(people))

    def _read_signals(self) -> None:
        folder = self.folder / "content/signals"
        folder.mkdir(exist_ok=True)
        title = json.dumps(self.random.choice(self.records)["title"])
        line = f"{title},stars,2026-01-0{self.random.randint(1, 5)},{self.random.randint(1, 99)}\n"
        (folder / "stars.csv").write_text(f"paper,source,date,value\n{line}")

    def _wait(self) -> None:
        self.now = max(self.now, f"2026-01-{self.random.randint(2, 28):02}")

    def _write_by_hand(self) -> None:
        folder = self.folder / "content/pages"
        folder.mkdir(exist_ok=True)
        (folder / "about.md").write_text(f"# Ours\n\nNumber {self.random.randrange(9)}, [all](papers.md).\n")

    def write(self) -> None:
        """Write the listings and the corrections."""
        papers = self.folder / "content/papers"
        for path in papers.iterdir():
            path.unlink()
        for number in range(self.files):
            lines = [json.dumps(record) for record in self.records[number :: self.files]]
            (papers / f"part-{self.files}-{number}.jsonl").write_text("".join(f"{line}\n" for line in lines))
        titles = {record["title"] for record in self.records}
        corrections = {title: change for title, change in self.corrections.items() if title in titles}
        (self.folder / "content/corrections.yml").write_text(yaml.safe_dump(corrections))

    def built(self, output: str, *, afresh: bool) -> Path:
        """Build with the cache and the ledger, or from nothing with the ledger as it was."""
        options = build.Options(
            config_file=self.folder / "mkdocs.yml", content=self.folder / "content", output=self.folder / output,
            now=self.now, allow_shrink=True, max_rejected=100, cache=None if afresh else self.folder / ".cache",
            preview=Listener(lambda *_: None, lambda: None) if afresh else None,
        )  # fmt: skip
        build.build(options, Profile())
        return self.folder / output


def _extra(**settings: object) -> dict[str, Any]:
    return {"catalogue": settings}


def play(world: World, sequences: int) -> None:
    """Edit and build, and compare each site with one that is built from nothing."""
    world.built("site", afresh=False)
    for number in range(sequences):
        done = [world.edit() for _ in range(EDITS)]
        world.write()
        wanted = world.built("afresh", afresh=True)

        assert differences(wanted, world.built("site", afresh=False)) == [], (number, done)


@pytest.mark.sweep
@pytest.mark.parametrize("seed", range(4) if FULL else range(1))
def test_any_edits_give_the_site_of_a_build_from_nothing(seed: int, tmp_path: Path):
    play(World(tmp_path / "project", seed, SMALL), SEQUENCES)


@pytest.mark.full
def test_so_they_do_in_a_large_catalogue(tmp_path: Path):
    play(World(tmp_path / "project", 5, LARGE), 5)
