"""How pages show a topic: by its name and the colour of its dot."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from generator.paper import UNSORTED
from generator.site import Site

COLOURS = 10
"""The style sheet has so many; further topics start again with the first."""


class Mark(msgspec.Struct, frozen=True):
    """What stands on a page for one topic."""

    name: str
    colour: str
    """The class of its dot; grey for papers that are in no topic."""


def topic_marks(site: Site) -> Mapping[str, Mark]:
    """Return the marks by slug; what is unsorted has one too."""
    marks = {topic.slug: Mark(topic.name, f"t{place % COLOURS}") for place, topic in enumerate(site.catalogue.taxonomy)}
    return {**marks, UNSORTED: Mark("Unsorted", "tx")}
