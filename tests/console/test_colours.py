"""Text can be read on what it stands on, by day and by night: contrast after WCAG 2.1 (4.5 : 1)."""

import re
from pathlib import Path

import pytest

import gridward.console

pytestmark = pytest.mark.no_database

SHEET = (Path(gridward.console.__file__).parent / "assets/style/tokens.css").read_text(encoding="utf-8")
PAIRS = [
    *((ink, ground) for ink in ("ink", "ink-2", "ink-3") for ground in ("surface", "ground", "hover")),
    *(("accent", ground) for ground in ("surface", "ground", "accent-soft")),
    ("accent-ink", "accent"),
    *((tone, ground) for tone in ("good", "warn", "bad", "held") for ground in ("surface", f"{tone}-soft")),
    *(("seq-ink", f"seq-{step}") for step in range(4)),
    *(("seq-ink-strong", f"seq-{step}") for step in (4, 5)),
]


def colours(theme: str) -> dict[str, str]:
    block = re.search(rf'\[data-bs-theme="{theme}"\] \{{(.*?)\}}', SHEET, re.S)
    assert block
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block[1]))


def light(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), PAIRS)
def test_contrast(theme: str, ink: str, ground: str) -> None:
    told = colours(theme)
    high, low = sorted((light(told[ink]), light(told[ground])), reverse=True)
    assert (high + 0.05) / (low + 0.05) >= 4.5
