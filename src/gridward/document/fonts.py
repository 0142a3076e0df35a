"""The Chinese font that documents carry with them, so that they read right on a machine that has none."""

import io
from base64 import b64encode
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from gridward.kit.errors import refuse


@dataclass(frozen=True, slots=True)
class Faces:
    """Two font files and the name of their family."""

    folder: Path
    regular: Path
    bold: Path
    family: str


def faces() -> Faces:
    """The node's font files, *Regular.ttf and *Bold.ttf in GRIDWARD_FONT_DIR; raises `Refusal` without them."""
    folder = Path(settings.GRIDWARD_FONT_DIR)
    found = [next(iter(sorted(folder.glob(f"*{weight}.ttf"))), None) for weight in ("Regular", "Bold")]
    regular, bold = found
    if regular is None or bold is None:
        raise refuse(
            "no_font",
            zh=f"GRIDWARD_FONT_DIR：在 {folder} 中没有 *Regular.ttf 和 *Bold.ttf 两个字体文件。"
            "请运行一次 ./run（会自动安装），或放入两个中文 TTF 字体；md、docx、json 不需要字体。",
            en=f"GRIDWARD_FONT_DIR: {folder} does not hold the two font files *Regular.ttf and *Bold.ttf. "
            "Start ./run once (it installs them), or put two Chinese TTF files there; md, docx and json need none.",
            field="GRIDWARD_FONT_DIR",
        )
    return Faces(folder, regular, bold, _family(regular))


def embedded(path: Path, text: str) -> str:
    """The font reduced to the characters of `text`, as a base64 woff2; the same bytes for the same characters."""
    return _embedded(path, "".join(sorted(set(text))))


@lru_cache(maxsize=8)
def _embedded(path: Path, characters: str) -> str:
    options = Options(
        flavor="woff2",
        layout_features=["kern"],
        hinting=False,
        desubroutinize=False,
        notdef_outline=True,
        name_IDs=[0, 1, 2, 13, 14],
        recalc_timestamp=False,
    )
    with TTFont(path, lazy=True, recalcTimestamp=False) as font:
        subsetter = Subsetter(options)
        subsetter.populate(text=characters)
        subsetter.subset(font)
        font.flavor = "woff2"
        made = io.BytesIO()
        font.save(made, reorderTables=True)
    return b64encode(made.getvalue()).decode("ascii")


@lru_cache(maxsize=4)
def _family(path: Path) -> str:
    with TTFont(path, lazy=True) as font:
        return str(font["name"].getBestFamilyName() or path.stem)
