"""Who answers for something, by name and phone number, as far as a reader may know; or that nobody does."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from gridward.account.models import Account
from gridward.account.phone import dialled
from gridward.console.people.officers import prefixes
from gridward.console.reader.sight import Sight
from gridward.console.words.duties import role_label
from gridward.grid.book import Held
from gridward.kit.text import Text
from gridward.roll.identity import masked


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """One holder of an office. `phone` as people read it, `dial` as a phone takes it; "" where none is known."""

    role: Text
    name: str
    area: Text | None
    phone: str = ""
    dial: str = ""
    href: str = ""


class Answerable:
    """Names for the holders given when it was made.

    Who answers in what a reader sees is named, and so is who answers for it from above: whom one calls about one's own
    work is no secret. Where they sit above is not told.
    """

    def __init__(self, seen: Sight, held: Iterable[Held]) -> None:
        self._seen = seen
        known = list(held)
        accounts = {one.account for one in known if one.account is not None}
        people = {one.person for one in known if one.person is not None}
        self._accounts = {one.pk: one for one in Account.objects.filter(pk__in=accounts)} if accounts else {}
        self._people = masked(people) if people else {}
        self._officers = prefixes(seen)

    def __call__(self, one: Held) -> Answers:
        """One holder."""
        account = self._accounts.get(one.account) if one.account is not None else None
        inside = self._seen.covers(one.area)
        name = str(account.name) if account is not None else self._people.get(one.person or 0, one.username)
        return Answers(
            role=role_label(one.role),
            name=name,
            area=self._seen.tree.by_id(one.area).name if inside else None,
            phone=account.phone if account is not None else "",
            dial=dialled(account.phone) if account is not None else "",
            href=self._href(one, account),
        )

    def _href(self, one: Held, account: Account | None) -> str:
        """The page of the officer, for whoever answers for officers there."""
        if account is None or one.area not in self._seen.tree:
            return ""
        if not (self._officers and self._seen.tree.path(one.area, self._seen.now).startswith(self._officers)):
            return ""
        return reverse("console:officer", args=(account.username,))
