"""`docs`: write the reference pages and the lock of kinds anew, or check that they are what the code says."""

import json
from pathlib import Path
from typing import Annotated

import typer
import typer.main
from django.conf import settings

from gridward.cli.commands import commands
from gridward.cli.reference import cli_page
from gridward.cli.says import DOES_NOT, end, line, note
from gridward.exchange.lock import Lock, breaks, renewed
from gridward.exchange.reference.figures import figures_page
from gridward.exchange.reference.kinds import kinds_page
from gridward.exchange.reference.packs import packs_page
from gridward.kit.text import Text
from gridward.plug.catalogue import CATALOGUE

LOCK = "kinds.lock.json"


def docs(
    check: Annotated[bool, typer.Option("--check", help="只比较，不改动 / compare, change nothing")] = False,  # noqa: FBT002
) -> None:
    """重写参考页与记录种类锁 / write the reference pages and the lock of kinds anew"""
    root = Path(settings.GRIDWARD_BASE_DIR)
    broken = breaks(read_lock(root), CATALOGUE.kinds.values())
    for fault in broken:
        line(fault)
    if broken:
        note(Text(
            f"已发布的记录种类不可这样更改：新含义用新种类；从未发布过的，请删去 {LOCK} 中的该版本。",
            f"A released kind cannot be changed in this way: a new meaning is a new kind. If that version was never"
            f" released, delete it from {LOCK}.",
        ))  # fmt: skip
        end(DOES_NOT)
    stale = {path: text for path, text in written(root).items() if _text(path) != text}
    for path in stale:
        line(path.relative_to(root).as_posix())
    if check and stale:
        note(Text("以上文件与代码不符，请运行 ./run docs。", "These differ from the code; run ./run docs."))
        end(DOES_NOT)
    if not check:
        for path, text in stale.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")


def written(root: Path) -> dict[Path, str]:
    """Every file that is made from the code, with what it must hold."""
    pages = {
        "kinds": kinds_page(CATALOGUE),
        "figures": figures_page(CATALOGUE),
        "packs": packs_page(),
        "cli": cli_page(typer.main.get_command(commands())),
    }
    found = {root / "docs" / "reference" / f"{name}.md": text for name, text in pages.items()}
    lock = renewed(read_lock(root), CATALOGUE.kinds.values())
    return found | {root / LOCK: json.dumps(lock, ensure_ascii=False, indent=1) + "\n"}


def read_lock(root: Path) -> Lock:
    """The lock that is there; empty when there is none."""
    text = _text(root / LOCK)
    found: Lock = json.loads(text) if text else {}
    return found


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.exists() else ""
