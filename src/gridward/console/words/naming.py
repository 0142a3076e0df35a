"""What references are called on a page, fetched at once: areas by name, people masked, entries by their kind."""

from collections.abc import Iterable

from django.urls import reverse

from gridward.account.models import Account
from gridward.console.reader import address
from gridward.console.reader.sight import Sight
from gridward.console.reader.standing import Standing
from gridward.kit.text import Text
from gridward.ledger.names import kind_name
from gridward.ledger.stored import by_position
from gridward.plug.catalogue import CATALOGUE
from gridward.plug.kind import Ref, Subject, thing_of
from gridward.roll.identity import masked

THINGS = ("person", "household", "vehicle")
"""The kinds that have a page of their own."""
SOMETHING = {
    "person": Text("人员", "Person"),
    "household": Text("住户", "Household"),
    "vehicle": Text("车辆", "Vehicle"),
    "herd": Text("畜群", "Herd"),
    "place": Text("场所", "Place"),
    "area": Text("区域", "Area"),
    "body": Text("机构", "Body"),
    "organisation": Text("单位", "Organisation"),
    "lot": Text("批次", "Lot"),
    "entry": Text("记录", "Entry"),
    "account": Text("账号", "Account"),
    "class": Text("班级", "Class"),
}
"""What each kind of subject is called."""


class Names:
    """Names for the references given when it was made."""

    def __init__(
        self, seen: Sight, standing: Standing, refs: Iterable[Ref], officers: Iterable[str | None] = ()
    ) -> None:
        self._seen = seen
        self._standing = standing
        wanted = {ref for ref in refs if ref.id.isdecimal()}
        entries = {int(ref.id) for ref in wanted if ref.kind == "entry"}
        things = {int(ref.id) for ref in wanted if ref.kind not in ("entry", "area", "place")}
        self._things = masked(things) if things else {}
        self._entries = {one.position: one for one in by_position(entries)} if entries else {}

        usernames = {one for one in officers if one}
        known = Account.objects.filter(username__in=usernames) if usernames else ()
        self._officers = {one.username: str(one.name) for one in known}

    def officer(self, username: str | None) -> str:
        """The name of whoever has this account; one that is no account is called as the entry calls it."""
        return self._officers.get(username or "", username or "")

    def __call__(self, ref: Ref) -> Text:
        """What the reference is called."""
        word = SOMETHING.get(ref.kind, Text(ref.kind, ref.kind))
        if not ref.id.isdecimal():
            return Text(ref.ref or ref.id, ref.ref or ref.id)
        number = int(ref.id)
        if ref.kind in ("area", "place"):
            return self.area(number)
        if ref.kind == "entry":
            found = self._entries.get(number)
            name = kind_name(found.kind) if found else ""
            return CATALOGUE.kinds[name].label if name in CATALOGUE.kinds else word
        shown = self._things.get(number, "")
        return Text(shown, shown) if shown else Text(f"{word.zh} #{number}", f"{word.en} #{number}")

    def area(self, number: int) -> Text:
        """The name of an area; of one that is not seen only that it is one."""
        if number in self._seen.tree and self._seen.covers(number):
            return self._seen.tree.by_id(number).name
        return Text("(范围外)", "(outside)")

    def area_href(self, number: int) -> str:
        """The page of an area; "" for one that is not seen."""
        return address.area(self._seen.tree.by_id(number).code, self._standing) if self._seen.covers(number) else ""

    def href(self, ref: Ref) -> str:
        """The page of what is referred to; "" where there is none to be seen."""
        if not ref.id.isdecimal():
            return ""
        number = int(ref.id)
        if ref.kind in ("area", "place"):
            return self.area_href(number)
        if ref.kind in THINGS:
            return reverse("console:thing", args=(number,)) if number in self._things else ""
        found = self._entries.get(number) if ref.kind == "entry" else None
        if found is not None and self._seen.covered_at(found.area, found.at, kind_name(found.kind)):
            return address.entry(found.uuid)
        return ""


def ref_of(key: int | None) -> Ref | None:
    """A stored key as a reference."""
    if key is None:
        return None
    subject: Subject = thing_of(key)
    return Ref(kind=subject.kind, id=str(subject.id))
