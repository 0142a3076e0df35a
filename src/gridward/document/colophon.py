"""What every rendering says at the foot of a bulletin: the table of its figures and where in the ledger they stand."""

from typing import NamedTuple

from gridward.document import moments
from gridward.document.bulletin import Bulletin, Number, PackNote
from gridward.document.typography import both
from gridward.kit.text import Lang, Text

FIGURES = Text("指标明细", "Figures")
HEADS = (
    Text("注", "Note"),
    Text("指标", "Figure"),
    Text("数值", "Value"),
    Text("已报/应报", "Reported"),
    Text("截至", "As of"),
)
PROOF = Text("出处", "Where the numbers stand")
DRAFT = Text("草稿，未签发", "Draft, not issued")
UNVERIFIED = Text("参数尚未逐项核实", "values not yet verified")
NONE = Text("未启用", "none")
COLON = Text("\uff1a", ": ")


class Row(NamedTuple):
    """One figure in the table, ready to print."""

    note: int
    label: str
    exact: str
    reported: str
    as_of: str
    link: str
    name: str


def rows(bulletin: Bulletin, lang: Lang) -> list[Row]:
    """The table of figures in the order of their footnotes."""
    return [_row(number, lang) for number in bulletin.numbers]


def lines(bulletin: Bulletin, lang: Lang) -> list[tuple[str, str]]:
    """Label and text of each line about the bulletin's place in the ledger."""
    proof = bulletin.proof
    said = [
        (Text("数据截至", "Data as of"), moments.long(bulletin.as_of)),
        (Text("台账位置（汇总水位）", "Ledger position (watermark)"), _same(str(proof.position))),
        (Text("封印", "Seal"), _same(short(proof.seal))),
        (Text("封存时间", "Sealed at"), _same("—" if proof.sealed_at is None else moments.stamp(proof.sealed_at))),
        (Text("适用政策包", "Policy packs"), _packs(bulletin)),
        (Text("签发", "Issued"), _issued(bulletin)),
    ]
    return [(both(label).say(lang), both(text).say(lang)) for label, text in said]


def sender(bulletin: Bulletin, lang: Lang) -> str:
    """Whose bulletin it is, and that it is a draft as long as nobody has issued it."""
    area = bulletin.area_name
    if bulletin.issued_at is None:
        area = Text(f"{area.zh}（{DRAFT.zh}）", f"{area.en} ({DRAFT.en.lower()})")
    return both(area).say(lang)


def short(seal: str) -> str:
    """The seal as a person can compare it: first and last eight hexadecimal digits."""
    return f"{seal[:8]}…{seal[-8:]}" if len(seal) > 16 else seal or "—"


def _row(number: Number, lang: Lang) -> Row:
    value = number.value
    told = value.reported is not None and value.expected is not None
    name = f"{value.name}[{value.member}]" if value.member else value.name
    return Row(
        note=number.note,
        label=number.label.say(lang),
        exact=number.exact.say(lang),
        reported=f"{value.reported}/{value.expected}" if told else "—",
        as_of=moments.short(number.as_of).say(lang),
        link=number.link,
        name=name,
    )


def _packs(bulletin: Bulletin) -> Text:
    if not bulletin.packs:
        return NONE
    said = [_pack(pack) for pack in bulletin.packs]
    return Text("；".join(one.zh for one in said), "; ".join(one.en for one in said))


def _pack(pack: PackNote) -> Text:
    if pack.verified:
        return Text(f"{pack.label.zh} {pack.id}", f"{pack.label.en} {pack.id}")
    return Text(f"{pack.label.zh} {pack.id}（{UNVERIFIED.zh}）", f"{pack.label.en} {pack.id} ({UNVERIFIED.en})")


def _issued(bulletin: Bulletin) -> Text:
    if bulletin.issued_at is None:
        return DRAFT
    stamp, by = moments.stamp(bulletin.issued_at), bulletin.issued_by or Text("", "")
    return Text(f"{stamp} {by.zh}".strip(), f"{stamp} {by.en}".strip())


def _same(text: str) -> Text:
    return Text(text, text)
