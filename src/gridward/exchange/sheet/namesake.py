"""Rows that give a known id number another name: nobody is renamed by that, and the row says so."""

from collections.abc import Iterable, Iterator

from gridward.exchange.sheet.row import Draft
from gridward.kit.errors import Reason
from gridward.kit.text import Text
from gridward.roll.blind import digest, normal, valid
from gridward.roll.identity import peek
from gridward.roll.keys import keys
from gridward.roll.things import known_by


class Namesakes:
    """The names that id numbers have, on the roll and in the rows of one file so far."""

    def __init__(self) -> None:
        self._said: dict[str, str] = {}

    def remark(self, drafts: Iterable[Draft]) -> None:
        """Put a remark on each draft that names somebody otherwise than the roll, or a row before it, does."""
        told = [(draft, number, name) for draft in drafts for number, name in _numbered(draft)]
        known = _on_the_roll({number for _, number, _ in told})
        for draft, number, name in told:
            first = known.get(number) or self._said.setdefault(number, name)
            if first != name:
                draft.remarks.append(OTHER_NAME)


def _numbered(draft: Draft) -> Iterator[tuple[str, str]]:
    """The people of a draft who are told with a number that checks and a name, both in their normal forms."""
    for one in draft.roll:
        number, name = normal("id_no", one.identity.get("id_no")), normal("name", one.identity.get("name"))
        if name and valid("id_no", number):
            yield number, name


def _on_the_roll(numbers: Iterable[str]) -> dict[str, str]:
    index = keys().index
    digests = {digest(index, "person", number): number for number in numbers}
    known = {digests[found]: thing for found, thing in known_by(list(digests)).items()}
    identities = peek(set(known.values())) if known else {}
    return {number: normal("name", identities.get(thing, {}).get("name")) for number, thing in known.items()}


OTHER_NAME = Reason(
    code="other_name",
    field="subject.id_no",
    text=Text(
        "此身份证号已登记在另一姓名下，没有改名，本行暂按另一人登记；请核对姓名和证件号，是同一人的请在“疑似重复”中合并",
        "this ID number is known under another name: nobody was renamed, the row is kept as somebody else's for now. "
        "Compare name and number; merge the two under “possible doubles” if they are one",
    ),
)
"""What is said of such a row."""
