"""The folder of packs and how a file of it is read."""

import os
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from gridward.kit.errors import refuse


@cache
def folder() -> Path:
    """Where the packs lie: `GRIDWARD_PACKS`, or else `packs/` of the checkout."""
    chosen = os.environ.get("GRIDWARD_PACKS")
    return Path(chosen) if chosen else Path(__file__).resolve().parents[3] / "packs"


def read(path: Path) -> dict[str, Any]:
    """The tables of a TOML file; raises `Refusal` naming the file and the place of the fault."""
    try:
        with path.open("rb") as file:
            return tomllib.load(file)
    except FileNotFoundError:
        raise refuse("no_file", zh=f"{path.name}：文件不存在。", en=f"{path.name}: there is no such file.") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise refuse(
            "not_toml",
            zh=f"{path.name}：不是有效的 TOML({error})。请改正该处。",
            en=f"{path.name}: not valid TOML ({error}). Correct that place.",
            field=path.name,
        ) from error
