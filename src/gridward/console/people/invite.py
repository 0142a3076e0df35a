"""Inviting somebody: the form, the account, the appointment through intake, and the link that is shown once."""

import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from gridward.account import invitations
from gridward.account.models import Account, Invitation
from gridward.console.reader.search import area_named
from gridward.console.reader.sight import Sight
from gridward.exchange.shape import Option
from gridward.grid.appointing import VERB, giveable
from gridward.grid.roles import APPOINTMENT, Role, roles
from gridward.grid.tree import Node
from gridward.intake.receive import submit
from gridward.kit import clock
from gridward.kit.errors import Reason, Refusal, refuse
from gridward.kit.ids import uuid7
from gridward.kit.text import Text
from gridward.plug.catalogue import CATALOGUE

USERNAME = re.compile(r"[a-z0-9](?:[a-z0-9._-]{1,38})[a-z0-9]")
LONGEST_NAME = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """An office as somebody typed it, checked."""

    role: Role
    node: Node
    from_: str
    to: str | None
    acting: bool


def blank(query: Mapping[str, str], seen: Sight) -> dict[str, str]:
    """What stands in a new form; the sign-in name is a suggestion."""
    return {
        "username": f"{secrets.choice('abcdefghkmnprstwxyz')}{secrets.randbelow(90000) + 10000}",
        "role": query.get("role", ""),
        "area": query.get("area", ""),
        "from": clock.date_of(clock.day_of(seen.now)).isoformat(),
    }


def choices(seen: Sight) -> tuple[Option, ...]:
    """The roles that the account may give somewhere."""
    givers = [one.rights for one in seen.offices if one.rights is not None and one.rights.may(VERB)]
    return tuple(Option(one.code, one.label) for one in roles().values() if any(giver.gives(one) for giver in givers))


def may_invite(seen: Sight) -> bool:
    """Whether the account may give any office anywhere."""
    return bool(choices(seen))


def office_of(posted: Mapping[str, str], seen: Sight) -> Office:
    """The office that a form means; raises Refusal with everything that is wrong with it."""
    reasons: list[Reason] = []
    node = _tried(reasons, lambda: _area(posted.get("area", "").strip(), seen))
    role = _tried(reasons, lambda: _role(posted.get("role", ""), node, seen)) if node is not None else None
    begins = _tried(reasons, lambda: _day(posted.get("from", ""), "from"))
    ends = _tried(reasons, lambda: _day(posted["to"], "to")) if posted.get("to") else None
    if begins and ends and ends < begins:
        reasons.append(_reason("to", "“止”早于“起”，请核对", "“To” lies before “From”; check the days"))
    if reasons or node is None or role is None or begins is None:
        raise Refusal(*reasons)
    return Office(role=role, node=node, from_=begins, to=ends, acting=bool(posted.get("acting")))


def invite(posted: Mapping[str, str], seen: Sight) -> Account:
    """Make the account and appoint it. Raises Refusal, with nothing left behind, for whatever is wrong."""
    reasons: list[Reason] = []
    office = _tried(reasons, lambda: office_of(posted, seen))
    name = _tried(reasons, lambda: _name(posted.get("name_zh", ""), "name_zh", needed=True))
    english = _tried(reasons, lambda: _name(posted.get("name_en", ""), "name_en", needed=False))
    username = _tried(reasons, lambda: _username(posted.get("username", "")))
    if reasons or office is None or name is None or username is None:
        raise Refusal(*reasons)
    account = Account.objects.create_user(username, name_zh=name, name_en=english or "")
    try:
        appoint(account, office, seen)
    except Refusal:
        account.delete()
        raise
    return account


def appoint(account: Account, office: Office, seen: Sight) -> None:
    """Hand in the appointment; raises Refusal with what intake says when it does not count."""
    body: dict[str, Any] = {"office": office.role.code, "holder": account.username, "from": office.from_}
    body |= {"to": office.to} if office.to else {}
    body |= {"acting": True} if office.acting else {}
    wire = {
        "id": str(uuid7(clock.now())),
        "kind": APPOINTMENT,
        "version": CATALOGUE.kinds[APPOINTMENT].version,
        "area": office.node.code,
        "happened_at": clock.iso(clock.now()),
        "recorded_at": clock.iso(clock.now()),
        "by": seen.account.username,
        "means": "tap",
        "body": body,
    }
    receipt = submit([wire])[0]
    if receipt.outcome not in ("accepted", "flagged"):
        raise Refusal(*receipt.reasons)


def area_label(code: str, seen: Sight) -> str:
    """What an area that stands in the form is called; "" for one that is not seen."""
    node = seen.tree.by_code(code) if code else None
    return str(node.name) if node is not None and seen.covers(node.id) else ""


def link(request: HttpRequest, account: Account, seen: Sight, *, reset: bool) -> tuple[Invitation, str]:
    """A new one-time link for an account, as an address."""
    invitation, token = invitations.make(account, by=seen.account, reset=reset)
    return invitation, request.build_absolute_uri(reverse("console:welcome", args=(token,)))


def _tried(reasons: list[Reason], step: Any) -> Any:
    try:
        return step()
    except Refusal as refusal:
        reasons += refusal.reasons
        return None


def _area(text: str, seen: Sight) -> Node:
    if not text:
        raise Refusal(_reason("area", "“区域”未填，请选择任职的区域或场所", "“Area” is empty; choose where"))
    return area_named(text, seen, field="area")


def _role(code: str, node: Node, seen: Sight) -> Role:
    able = giveable(seen.offices, node.id, at=seen.now, map_now=seen.tree)
    found = next((one for one in able if one.code == code), None)
    if found is not None:
        return found
    label = roles()[code].label if code in roles() else Text(code[:40] or "?", code[:40] or "?")
    zh, en = "、".join(one.label.zh for one in able[:12]), ", ".join(one.label.en for one in able[:12])
    raise refuse(
        "not_to_give",
        field="role",
        zh=f"“{label.zh}”：您不能在{node.name.zh}任命此职务。" + (f"可任命：{zh}。" if zh else "请选择别的区域。"),
        en=f"“{label.en}”: you may not give this office in {node.name.en}. "
        + (f"You may give: {en}." if en else "Choose another area."),
    )


def _day(text: str, field: str) -> str:
    try:
        return date.fromisoformat(text.strip()).isoformat()
    except ValueError:
        shown = text.strip()[:20]
        raise Refusal(
            _reason(field, f"“{shown}”不是日期，请写成 2020-02-10", f"“{shown}” is no date; write 2020-02-10")
        ) from None


def _name(text: str, field: str, *, needed: bool) -> str:
    found = " ".join(text.split())
    if needed and not found:
        raise Refusal(_reason(field, "“姓名”未填，请写被邀请人的姓名", "“Name” is empty; say who is invited"))
    if len(found) > LONGEST_NAME:
        raise Refusal(
            _reason(field, f"姓名最多 {LONGEST_NAME} 个字，请缩短", f"a name has at most {LONGEST_NAME} characters")
        )
    return found


def _username(text: str) -> str:
    found = text.strip().lower()
    if not USERNAME.fullmatch(found):
        raise Refusal(
            _reason(
                "username",
                "账号应为 3 到 40 个小写字母、数字或 . _ -，首尾为字母或数字；不要用手机号或证件号",
                "a sign-in name has 3 to 40 small letters, digits or . _ -, with a letter or digit at both ends; no "
                "phone or identity number",
            )
        )
    if Account.objects.filter(username=found).exists():
        raise Refusal(
            _reason(
                "username",
                f"账号“{found}”已有人用。若是同一人，请在其页面另加职务；否则换一个账号",
                f"“{found}” is taken. If it is the same person, give them another office on their page; else choose "
                "another name",
            )
        )
    return found


def _reason(field: str, zh: str, en: str) -> Reason:
    return Reason(code="invite", field=field, text=Text(f"{zh}。", f"{en[0].upper()}{en[1:]}."))
