"""Random histories of a catalogue: whatever happens to its papers, no published address stops answering or moves.

Papers, people, venues and topics are invented.
"""

from __future__ import annotations

import json
import random
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator import pages
from generator.build import unanswered
from generator.gather import LEDGER, Gathered, gather
from generator.permalinks import MERGED, ledger_text
from generator.profile import Profile
from generator.settings import Settings
from generator.site import Site
from tests.conftest import sampled

STEPS = 8
WORDS = ("lantern", "moss", "tea", "tide", "fern")
PEOPLE = (["Ada Example"], ["Bo Sample", "Ada Example"], ["A. Example"], [])
VENUES = ("ICIT 2024", "Conf. on Invented Things 2024", "Letters of Moss")


class World:
    """A content folder and the truth about it: which record speaks of which paper."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.random = random.Random(seed)  # noqa: S311  # a history that can be played again
        self.folder = folder
        self.records: dict[int, dict[str, Any]] = {}
        self.removed: dict[int, dict[str, Any]] = {}
        self.retracted: set[str] = set()
        self.topics = ["lanterns", "mosses"]
        self.former: list[str] = []
        self.is_one_venue = self.is_one_person = False
        self.said: dict[int, set[tuple[str, str]]] = defaultdict(set)
        """Every title that each paper had, with its first author's family name at the time."""
        (folder / "papers").mkdir(parents=True)

    def act(self) -> str:
        """Let one thing happen to the catalogue and return its name."""
        actions: tuple[Callable[[], None], ...] = (
            self.add, self.add, self.rename, self.merge, self.split, self.retract, self.remove, self.restore,
            self.refine, self.change_rules,
        )  # fmt: skip
        action = self.random.choice(actions)
        action()
        return action.__name__

    def add(self) -> None:
        """Let a new paper come, perhaps under a title that is taken."""
        number = len(self.records) + len(self.removed)
        record: dict[str, Any] = {"title": self._title(), "abstract": f"We invent paper number {number}."}
        record["authors"] = self.random.choice(PEOPLE)
        record |= {"doi": f"10.1234/p{number}"} if self.random.random() < 0.4 else {}
        record |= {"arxiv": f"2401.{number + 10000}"} if self.random.random() < 0.4 else {}
        record |= {"year": self.random.choice([2023, 2024])} if self.random.random() < 0.6 else {}
        record |= {"venue": self.random.choice(VENUES)} if self.random.random() < 0.5 else {}
        self.records[number] = record

    def rename(self) -> None:
        """Let a registered paper change its title."""
        if record := self._any(lambda record: "doi" in record or "arxiv" in record):
            record["title"] = self._title()

    def merge(self) -> None:
        """Let a publication name the preprint that it came from."""
        preprint = self._any(lambda record: "arxiv" in record and "doi" not in record)
        publication = self._any(lambda record: "doi" in record and "arxiv" not in record)
        if preprint and publication:
            publication |= {"arxiv": preprint["arxiv"], "was": publication["title"], "title": preprint["title"]}

    def split(self) -> None:
        """Let a publication name its preprint no more."""
        if record := self._any(lambda record: "was" in record):
            del record["arxiv"]
            record["title"] = record.pop("was")

    def retract(self) -> None:
        """Let a paper be retracted, or stand again."""
        if record := self._any(lambda record: "doi" in record):
            self.retracted ^= {f"doi:{record['doi']}"}

    def remove(self) -> None:
        """Let a record vanish."""
        if self.records:
            number = self.random.choice(sorted(self.records))
            self.removed[number] = self.records.pop(number)

    def restore(self) -> None:
        """Let a record that vanished come back."""
        if self.removed:
            number = self.random.choice(sorted(self.removed))
            self.records[number] = self.removed.pop(number)

    def refine(self) -> None:
        """Let a record come from a source that knows more or less: a year, the authors."""
        if record := self._any(lambda _: True):
            record["year"] = self.random.choice([None, 2023, 2024, 2025])
            record["authors"] = [] if record["authors"] else ["Ada Example"]

    def change_rules(self) -> None:
        """Let the maintainer change a file beside the listings."""
        what = self.random.choice(["venue", "person", "rename topic", "remove topic"])
        self.is_one_venue ^= what == "venue"
        self.is_one_person ^= what == "person"
        if what == "rename topic":
            self.former.append(self.topics[0])
            self.topics[0] = f"lanterns-{len(self.former)}"
        elif what == "remove topic":
            self.topics = self.topics[:1] if len(self.topics) > 1 else [*self.topics, "mosses"]

    def build(self) -> Gathered:
        """Write the content, gather it, and keep the ledger as a build does."""
        for number, record in self.records.items():
            self.said[number].add((record["title"], "".join(record["authors"][:1]).rpartition(" ")[2]))
        lines = [json.dumps({k: v for k, v in record.items() if k != "was"}) for record in self._ordered()]
        (self.folder / "papers/all.jsonl").write_text("".join(f"{line}\n" for line in lines))
        status = {"status": {"value": "retracted", "reason": "The proof has a gap.", "why": "a notice"}}
        self._write("corrections.yml", dict.fromkeys(sorted(self.retracted), status))
        topics: list[dict[str, Any]] = [{"slug": slug, "name": slug, "words": [slug[:4]]} for slug in self.topics]
        topics[0] |= {"former": self.former}
        self._write("topics.yml", topics)
        icit = {"icit": {"series": "ICIT", "name": "Invented Things", "aliases": ["Conf. on Invented Things"]}}
        self._write("venues.yml", icit if self.is_one_venue else {})
        self._write("authors.yml", [{"name": "Ada Example", "aliases": ["A. Example"]}] if self.is_one_person else [])
        gathered = gather(self.folder, Settings(site_url="https://papers.example/"), "2026-01-02", Profile())
        (self.folder / LEDGER).write_text(ledger_text(gathered.ledger))
        return gathered

    def owners(self, gathered: Gathered) -> dict[str, set[int]]:
        """Return which papers each paper's page speaks of, by slug."""
        numbers = sorted(self.records)
        return {
            paper.slug: {numbers[source.line - 1] for source in paper.sources} for paper in gathered.catalogue.papers
        }

    def is_same(self, one: int, other: int) -> bool:
        """Tell whether nobody could know the two apart: they had one title, and no author or identifier clashes."""
        records = self.records | self.removed
        ids = [{kind: records[number].get(kind) for kind in ("doi", "arxiv")} for number in (one, other)]
        if any(ids[0][kind] and ids[1][kind] and ids[0][kind] != ids[1][kind] for kind in ids[0]):
            return False
        pairs = [(mine, hers) for mine in self.said[one] for hers in self.said[other] if mine[0] == hers[0]]
        return any(not mine[1] or not hers[1] or mine[1] == hers[1] for mine, hers in pairs)

    def _ordered(self) -> list[dict[str, Any]]:
        return [self.records[number] for number in sorted(self.records)]

    def _any(self, fits: Callable[[dict[str, Any]], bool]) -> dict[str, Any] | None:
        found = [record for record in self._ordered() if fits(record)]
        return self.random.choice(found) if found else None

    def _title(self) -> str:
        return f"On {' and '.join(self.random.sample(WORDS, 2))}"

    def _write(self, name: str, content: object) -> None:
        (self.folder / name).write_text(yaml.safe_dump(content))


@pytest.mark.sweep
@pytest.mark.parametrize("seed", sampled(range(300), 30))
def test_no_history_breaks_or_moves_an_address(seed: int, tmp_path: Path):
    world = World(tmp_path / "content", seed)
    published: set[str] = set()
    shown: dict[str, set[int]] = defaultdict(set)
    world.add()
    for _ in range(STEPS):
        happened = world.act()
        gathered = world.build()
        site = Site(gathered.catalogue, Settings(), {})
        paths = {page.path for page in pages.render_all(site)}
        published |= {path for path in paths if path.split("/")[0] in ("papers", "topics", "authors", "venues")}
        owners = world.owners(gathered)

        assert unanswered(gathered, paths) == []
        assert not [path for path in sorted(published - paths) if "/page/" not in path], happened
        for slug, speaks_of in _answers(gathered, owners).items():
            stays = not shown[slug] or any(
                old == new or world.is_same(old, new) for old in shown[slug] for new in speaks_of
            )
            assert stays, (happened, slug, shown[slug], speaks_of)
            shown[slug] |= speaks_of


def _answers(gathered: Gathered, owners: dict[str, set[int]]) -> dict[str, set[int]]:
    """Return which papers the address of each slug leads to; a tombstone leads to none and is left out."""
    redirects = {
        entry.slug: owners[entry.target]
        for entry in gathered.catalogue.gone
        if entry.kind == "paper" and entry.state == MERGED and entry.target in owners
    }
    return owners | redirects
