from collections.abc import Callable

import pytest

from gridward.document import draft
from gridward.document.bulletin import PackNote
from gridward.kit import clock
from gridward.kit.text import Text
from gridward.plug.catalogue import CATALOGUE
from tests.document.desk import AS_OF, FIGURES, SEAL, Desk, Map


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A desk whose figures know nothing yet."""
    made = Desk()
    for one in FIGURES:
        monkeypatch.setitem(CATALOGUE.figures, one.name, one)
    fakes: dict[str, Callable] = {
        "catch_up": lambda: made.at,
        "watermark": lambda: made.at,
        "values": lambda pairs, **scope: made.values(pairs, **scope),
        "tree": Map,
        "seal_at": lambda position: SEAL,
        "received_at": lambda position: AS_OF - clock.HOUR,
        "in_force": lambda node, at, **more: (
            PackNote("cn-covid-e4", Text("防控方案(第四版)", "Plan, 4th edition"), verified=False),
        ),
    }
    for name, fake in fakes.items():
        monkeypatch.setattr(draft, name, fake)
    return made
