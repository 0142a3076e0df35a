"""`account`: who may sign in to this node; also for the day on which nobody can."""

import secrets
from collections.abc import Iterable
from typing import Annotated, Any

import typer
from django.conf import settings

from gridward.account import closing, factors, invitations, sittings
from gridward.account.models import Account
from gridward.account.phone import note as note_phone
from gridward.cli.asking import AsJson, area_of
from gridward.cli.database import ready
from gridward.cli.says import asked, document, line, note, table, wrong_use
from gridward.grid.book import Held, book
from gridward.grid.roles import role
from gridward.grid.tree import tree
from gridward.intake.receive import submit
from gridward.kit import clock
from gridward.kit.errors import Refusal
from gridward.kit.ids import uuid7
from gridward.kit.text import Text

FORGET = "--forget-second-factor"
STATES = {
    "active": Text("在用", "active"),
    "waiting": Text("未启用", "not opened yet"),
    "off": Text("已停用", "switched off"),
}
Name = Annotated[str, typer.Argument(metavar="NAME", help="账号 / sign-in name")]
app = typer.Typer(no_args_is_help=True, help="账号 / accounts")


@app.callback()
def group() -> None:
    """账号 / accounts"""


@app.command("list")
def list_(
    area: Annotated[str, typer.Option("--area", metavar="CODE", help="只看在此区域任职的 / in office there only")] = "",
    json: AsJson = False,  # noqa: FBT002
) -> None:
    """全部账号及其职务 / all accounts and the offices they hold"""
    ready()
    within = tree().path(area_of(area).id, clock.now()) if area else ""
    accounts = list(Account.objects.order_by("username"))
    seen, guarded = sittings.last_seen(one.pk for one in accounts), factors.who_has(one.pk for one in accounts)
    found = [
        _row(one, held, seen.get(one.pk), guarded=one.pk in guarded)
        for one in accounts
        if (held := _now(one)) or not within
        if not within or any(tree().path(office.area, clock.now()).startswith(within) for office in held)
    ]
    if json:
        document(found)
        return
    table(
        (
            str(Text("账号", "name")), str(Text("姓名", "person")), str(Text("状态", "state")),
            str(Text("两步验证", "2nd factor")), str(Text("最近在线", "last seen")), str(Text("职务", "offices")),
        ),
        [
            (row["username"], row["name"], str(STATES[row["state"]]), "+" if row["second_factor"] else "",
             (row["last_seen"] or "")[:16].replace("T", " "),
             ", ".join(f"{office['role']}@{office['area']}" for office in row["offices"]))
            for row in found
        ],
    )  # fmt: skip


@app.command("add")
def add(
    name: Name,
    zh: Annotated[str, typer.Option("--zh", metavar="TEXT", help="姓名 / name in Chinese")] = "",
    en: Annotated[str, typer.Option("--en", metavar="TEXT", help="英文姓名 / name in English")] = "",
    office: Annotated[str, typer.Option("--office", metavar="ROLE", help="职务 / role to appoint to")] = "",
    area: Annotated[str, typer.Option("--area", metavar="CODE", help="任职区域 / area of the office")] = "",
    json: AsJson = False,  # noqa: FBT002
) -> None:
    """建立账号并显示随机密码（只显示一次）/ make an account and print its random password, this once"""
    ready()
    account = _made(name, zh, en, office, area)
    _tell(account, _fresh_password(account), json=json)


@app.command("invite")
def invite(
    name: Name,
    zh: Annotated[str, typer.Option("--zh", metavar="TEXT", help="姓名 / name in Chinese")] = "",
    en: Annotated[str, typer.Option("--en", metavar="TEXT", help="英文姓名 / name in English")] = "",
    office: Annotated[str, typer.Option("--office", metavar="ROLE", help="职务 / role to appoint to")] = "",
    area: Annotated[str, typer.Option("--area", metavar="CODE", help="任职区域 / area of the office")] = "",
    url: Annotated[str, typer.Option("--url", metavar="URL", help="节点地址 / address of the node")] = "",
    json: AsJson = False,  # noqa: FBT002
) -> None:
    """生成一次性链接，账号不存在时先建立 / print a one-time link; an account that is not there is made first"""
    ready()
    account = Account.objects.filter(username=name.strip().lower()).first()
    if account is None:
        account = _made(name, zh, en, office, area)
    elif office:
        _appoint(account, office, area)
    if not account.is_active:
        raise wrong_use("NAME", zh=f"账号 {account.username} 已停用。", en=f"{account.username} is switched off.")
    invitation, token = invitations.make(account, by=None, reset=account.has_usable_password())
    base = url.rstrip("/") or f"http://localhost:{settings.GRIDWARD_PORT}"
    link = f"{base}/welcome/{token}/"
    if json:
        document({"username": account.username, "link": link, "expires": clock.iso(invitation.expires_at)})
        return
    until = clock.iso(invitation.expires_at)[:16].replace("T", " ")
    note(Text(f"{account.username} 的链接，用一次，至 {until}：", f"Link for {account.username}, once, until {until}:"))
    line(link)


@app.command("off")
def off(name: Name) -> None:
    """停用账号：登录、设备令牌和链接立即失效 / switch an account off: sittings, tokens and links end at once"""
    ready()
    account = _known(name)
    closing.switch_off(account)
    note(Text(f"账号 {account.username} 已停用。", f"The account {account.username} is switched off."))


@app.command("phone")
def phone(
    name: Name,
    number: Annotated[
        str, typer.Argument(metavar="NUMBER", help="电话，留空为删除 / the number; none: take it away")
    ] = "",
) -> None:
    """登记联系电话，缺漏看板上可直接拨打 / the number at which the officer is called about missing work"""
    ready()
    account = _known(name)
    with asked():
        note_phone(account, number)
    note(
        Text(
            f"账号 {account.username} 的电话：{account.phone or '无'}",
            f"Phone of {account.username}: {account.phone or 'none'}",
        )
    )


@app.command("password")
def password(
    name: Name,
    forget: Annotated[bool, typer.Option(FORGET, help="同时移除两步验证 / and take the second factor away")] = False,  # noqa: FBT002
    json: AsJson = False,  # noqa: FBT002
) -> None:
    """换成随机密码并显示一次；停用的账号重新启用 / a random password, printed once; switches the account on again"""
    ready()
    account = _known(name)
    if forget:
        factors.forget(account)
    closing.switch_on(account)
    invitations.withdraw(account)
    sittings.end_all(account)
    _tell(account, _fresh_password(account), json=json)


def _known(name: str) -> Account:
    found = Account.objects.filter(username=name.strip()).first()
    if found is None:
        raise wrong_use(
            "NAME",
            zh=f"没有账号“{name[:40]}”。用 ./run account list 查看。",
            en=f"there is no account “{name[:40]}”. ./run account list shows all.",
        )
    return found


def _made(name: str, zh: str, en: str, office: str, area: str) -> Account:
    """A new account with its office; nothing stays where one of them cannot be."""
    username = name.strip().lower()
    if not username or len(username) > 64 or not all(sign.isalnum() or sign in "._-" for sign in username):
        raise wrong_use("NAME", zh="账号只能用字母、数字和 . _ -。", en="use letters, digits and . _ - only.")
    if Account.objects.filter(username=username).exists():
        raise wrong_use("NAME", zh=f"账号“{username}”已存在。", en=f"there is an account “{username}” already.")
    if area and not office:
        raise wrong_use("--office", zh="写了区域，请写在那里的职务。", en="an area is given; say which office there.")
    account = Account.objects.create_user(username, name_zh=zh or en, name_en=en)
    try:
        if office:
            _appoint(account, office, area)
    except Refusal:
        account.delete()
        raise
    return account


def _appoint(account: Account, office: str, area: str) -> None:
    with asked():
        role(office)
    node = area_of(area)
    now = clock.now()
    body = {"office": office, "holder": account.username, "from": clock.date_of(clock.day_of(now)).isoformat()}
    wire = {
        "id": str(uuid7(now)),
        "kind": "grid.appointment",
        "area": node.code,
        "happened_at": clock.iso(now),
        "body": body,
    }
    receipt = submit([wire])[0]
    if receipt.outcome != "accepted":
        raise Refusal(*receipt.reasons)


def _fresh_password(account: Account) -> str:
    fresh = secrets.token_urlsafe(12)
    account.set_password(fresh)
    account.demonstration = False
    account.save(update_fields=["password", "demonstration"])
    return fresh


def _tell(account: Account, fresh: str, *, json: bool) -> None:
    if json:
        document({"username": account.username, "password": fresh})
        return
    note(Text(f"账号 {account.username} 的密码（只显示这一次）：", f"Password of {account.username}, shown this once:"))
    line(fresh)


def _now(account: Account) -> list[Held]:
    at = clock.now()
    return [one for one in book().of_account(account.pk) if one.covers(at)]


def _row(account: Account, held: Iterable[Held], seen: int | None, *, guarded: bool) -> dict[str, Any]:
    login = clock.micros(account.last_login) if account.last_login else None
    last = max((at for at in (seen, login) if at), default=None)
    return {
        "username": account.username,
        "name": str(account.name),
        "state": "off" if not account.is_active else "active" if account.has_usable_password() else "waiting",
        "phone": account.phone,
        "second_factor": guarded,
        "last_seen": clock.iso(last) if last else None,
        "offices": [{"role": one.role, "area": tree().by_id(one.area).code} for one in held],
    }
