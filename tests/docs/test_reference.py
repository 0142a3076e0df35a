"""What is made from the code is what the code makes now."""

import pytest

from gridward.cli.docs import written
from tests.architecture.sources import ROOT

pytestmark = pytest.mark.no_database


def test_every_generated_page_is_up_to_date() -> None:
    made = written(ROOT)
    stale = [path.name for path, text in made.items() if not path.exists() or path.read_text(encoding="utf-8") != text]
    assert stale == [], "run ./run docs"


def test_nothing_else_lies_among_the_generated_pages() -> None:
    made = {path.name for path in written(ROOT)}
    assert {path.name for path in (ROOT / "docs" / "reference").iterdir()} <= made
