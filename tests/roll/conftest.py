"""Every test of the roll has a home, and so keys, of its own."""

from pathlib import Path
from typing import Any

import pytest

from gridward.kit.pen import writing
from gridward.plug.kind import Ref
from gridward.roll.register import Registered, register
from gridward.roll.resolve import resolve

AT = 1_580_000_000_000_000


@pytest.fixture(autouse=True)
def home(tmp_path: Path, settings: Any) -> Path:
    settings.GRIDWARD_HOME = tmp_path
    return tmp_path


class Roll:
    """The roll as a test uses it: each call a transaction of its own."""

    def number(self, kind: str, *, ref: str = "", id: str = "") -> int:
        found = Ref(kind=kind, ref=ref, id=id)
        return self.numbers(found)[found]

    def numbers(self, *refs: Ref) -> dict[Ref, int]:
        with writing():
            return resolve(refs, at=AT)

    def register(self, kind: str, id: str, **identity: Any) -> Registered:
        return self.register_all({"kind": kind, "id": id, "identity": identity})[0]

    def register_all(self, *items: dict[str, Any]) -> list[Registered]:
        with writing():
            return register(items, AT)


@pytest.fixture
def roll() -> Roll:
    return Roll()
