"""A preview: its pages are shown first, and then the files that they do not need are written, and all is checked."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from . import cache as caches
from .engine import site as engine
from .engine.handed import FINISHED, Handed
from .errors import ContentError, GateError, PapershelfError
from .folder import Folder, remove_tree
from .gather import Gathered
from .profile import Profile
from .publish import Staging, show
from .site import Site
from .soundness import check_sound
from .standing import UNFINISHED, Settled

REFUSED = "this is shown, but a build would refuse it: {}"


class Listener(msgspec.Struct, frozen=True):
    """Who is told how far a preview is."""

    seen: Callable[[Gathered, str], None]
    """Told of the site, and of the path that it stands under, as soon as readers see its pages."""
    whole: Callable[[], None]
    """Called when all its files stand."""


class Made(msgspec.Struct, frozen=True):
    """A site that was built into its staging folder."""

    gathered: Gathered
    site: Site
    settled: Settled
    handed: Handed | None
    """What the builder was handed, unless it built every page in full."""


def show_first(made: Made, stage: Staging, cache: caches.Cache, listener: Listener, profile: Profile) -> None:
    """Show a preview, and do then what its pages did not wait for.

    `serve` may end this process as soon as the pages are seen, and start the next one from what the cache knows by now.
    """
    is_whole = made.handed is None or made.handed.finished.is_written
    with profile.stage("publish"):
        if not is_whole:
            (stage.site / UNFINISHED).touch()
        before = show(stage)
        listener.seen(made.gathered, engine.base_path(made.site.settings.site_url))
        cache.commit()
    if made.handed and not is_whole:
        handed = msgspec.structs.replace(made.handed, before=before)
        handed.finished.write(handed.published(FINISHED, Folder(stage.output, stage.folder / "late")))
        (stage.output / UNFINISHED).unlink()
    listener.whole()
    with profile.stage("publish"):
        cache.commit()
        remove_tree(str(stage.folder))
    with profile.stage("check"):
        _check(made, stage, cache)


def _check(made: Made, stage: Staging, cache: caches.Cache) -> None:
    try:
        check_sound(made.site, stage.output, made.settled, cache)
    except ContentError:
        raise
    except PapershelfError as refusal:
        raise GateError(REFUSED.format(refusal)) from refusal
