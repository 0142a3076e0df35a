"""`person`: erase somebody for ever; `keys`: replace the wrapping key, so that old backups stay closed."""

from typing import Annotated

import typer

from gridward.cli.asking import AsJson
from gridward.cli.database import ready
from gridward.cli.says import asked, document, line, note, wrong_use
from gridward.cli.sheet import account_named
from gridward.kit.text import Text
from gridward.ledger.head import stand
from gridward.ledger.sameness import Sameness
from gridward.plug.kind import key_of, thing_of
from gridward.roll import finding
from gridward.roll.erase import Erasure, erase, replay
from gridward.roll.rotation import rotate

app = typer.Typer(no_args_is_help=True, help="人员 / people")
keys = typer.Typer(no_args_is_help=True, help="密钥 / keys")


@app.command("erase")
def destroy(
    number: Annotated[int, typer.Argument(metavar="NUMBER", help="名册编号 / number of the roll")],
    reason: Annotated[str, typer.Option("--reason", help="理由，不写姓名号码 / why; no names or numbers")] = "",
    by: Annotated[str, typer.Option("--by", metavar="ACCOUNT", help="由谁 / who does it")] = "operator",
    yes: Annotated[bool, typer.Option("--yes", help="不再询问 / do not ask again")] = False,  # noqa: FBT002
    json: AsJson = False,  # noqa: FBT002
) -> None:
    """销毁一个人的密钥与全部个人信息，不可恢复；与其认定为同一对象的编号一并删除 / destroy a key for ever"""
    ready()
    if not reason.strip():
        raise wrong_use("--reason", zh="请写明理由，例如“保存期满”。", en="Say why, for example “kept long enough”.")
    with asked():
        account = account_named(by)
    numbers = _one_with(number)
    if not yes and not json:
        listed = ", ".join(f"#{one}" for one in numbers)
        note(
            Text(f"将永久删除 {listed} 的个人信息，不可恢复。", f"The personal data of {listed} will be gone for ever.")
        )
        typer.confirm("?", abort=True, err=True)
    done = [erase(one, reason.strip(), 0 if account is None else account.pk) for one in numbers]
    if json:
        document({"erased": [_wire(one) for one in done]})
        return
    for one in done:
        line(f"#{one.thing}\t{one.fingerprint}\t{one.aliases}")
    note(
        Text(
            "已删除并记入登记册；请在 35 日内执行 keys rotate，使旧备份也无法打开。",
            "Erased and entered into the register. Run keys rotate within 35 days: old backups then stay closed too.",
        )
    )


@app.command("replay")
def again() -> None:
    """恢复备份之后：按登记册再次删除 / after a restore: erase again what the register says"""
    ready()
    done = replay()
    note(Text(f"再次删除 {len(done)} 个编号。", f"{len(done)} numbers were erased again."))


@keys.command("rotate")
def rotated() -> None:
    """更换包装密钥：此前的备份从此打不开已删除者 / a new wrapping key; earlier backups can no longer open the erased"""
    ready()
    done = rotate()
    note(Text(f"已用新密钥重新包装 {done} 个。", f"{done} keys are wrapped anew."))


def _one_with(number: int) -> list[int]:
    """The number and those that are one with it now; raises `WrongUse` for one that was never given."""
    found = finding.standing([number])
    if not found:
        raise wrong_use("NUMBER", zh=f"名册没有编号 {number}。", en=f"The roll has no number {number}.")
    same, until = Sameness(), stand().position
    key = key_of(found[0].kind, number)
    return sorted(thing_of(one).id for one in same.family(key) if same.of(one, until) == same.of(key, until))


def _wire(one: Erasure) -> dict[str, object]:
    return {"number": one.thing, "fingerprint": one.fingerprint, "at": one.at, "aliases": one.aliases}
