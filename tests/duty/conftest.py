"""A node whose packs are the made-up ones beside these tests, with the lists, items and roles of the house."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from gridward.duty import names, responses, watched
from gridward.policy import force, norms, packs, risk_measure, shelf
from tests.toy.node import begin, forget, open_map

MADE_UP = Path(__file__).parent / "packs"


@pytest.fixture(scope="module")
def made_up(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The packs of this folder are the only ones."""
    folder, before = tmp_path_factory.mktemp("packs"), shelf.folder()
    for path in (*before.glob("*.toml"), *MADE_UP.glob("*.toml")):
        if path.parent == MADE_UP or "effective_from" not in path.read_text(encoding="utf-8"):
            shutil.copy(path, folder)
    patched = pytest.MonkeyPatch()
    patched.setattr(packs, "folder", lambda: folder)
    forget_packs()
    yield
    patched.undo()
    forget_packs()


def forget_packs() -> None:
    """Drop what the process remembers of packs."""
    packs.packs.cache_clear()
    force.in_force.cache_clear()
    norms._editions.cache_clear()
    risk_measure.risk_levels.cache_clear()
    watched.forget()
    forget_plans()


def forget_plans() -> None:
    """Drop what the process remembers of a ledger that is taken back; the packs stay."""
    names.forget()
    responses.forget()


@pytest.fixture
def node(db: None, made_up: None) -> None:
    """The county of the toy tests, open."""
    forget()
    names.forget()
    begin()
    open_map()
