"""Words that say nothing about a paper's subject: not indexed in abstracts, and the first to go from a long query."""

from __future__ import annotations

STOP_WORDS = frozenset(
    (
        "a about above after again against all also although am among an and any are as at be because been before "
        "being below between both but by can cannot could did do does doing down during each either few for from "
        "further had has have having he hence her here hers him his how however i if in into is it its itself "
        "just let like may me might more most much must my neither no nor not of off on once only onto or other "
        "our ours out over own per rather same say says she should since so some such than that the their theirs "
        "them then there thereby therefore these they this those through thus to too toward towards under until "
        "up upon us very via was we were what when where whereas whether which while who whom whose why will with "
        "within without would yet you your"
    ).split()
)
