"""The entries of testing: samples and their results (coverage.md §3.7).

A tube is a `lot` of the roll. Every person sampled has an entry of their own, and a pool is the entries that name the
same tube: only so does a person's timeline know when that person was last tested.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated

from gridward.domains.testing import rules
from gridward.kit.errors import Reason
from gridward.kit.text import Text
from gridward.plug.kind import Body, Choice, Entry, EntryKind, Field, Flags, Link


class Scheme(Choice):
    """Whether a tube holds one swab or several."""

    SINGLE = "single", Text("单采", "Single")
    POOL = "pool", Text("混采", "Pooled")


class Specimen(Choice):
    """What was taken (SORMAS SampleMaterial)."""

    THROAT = "throat", Text("咽拭子", "Throat swab")
    NASOPHARYNGEAL = "nasopharyngeal", Text("鼻咽拭子", "Nasopharyngeal swab")
    GOODS = "goods", Text("物品", "Goods")
    ENVIRONMENT = "environment", Text("环境", "Environment")
    BLOOD = "blood", Text("血液", "Blood")
    ANIMAL = "animal", Text("动物", "Animal")


class SampleReason(Choice):
    """Why it was taken."""

    OCCUPATIONAL = "occupational", Text("职业应检", "Occupational")
    FOLLOW_UP = "follow_up", Text("管控期检测", "Follow-up")
    LIST = "list", Text("名单核查", "Pushed list")
    SYMPTOM = "symptom", Text("有症状", "Symptoms")
    SCREENING = "screening", Text("筛查", "Screening")
    GOODS = "goods", Text("物品检测", "Goods")


class TestResult(Choice):
    """What the laboratory found (SORMAS PathogenTestResultType)."""

    NEGATIVE = "negative", Text("阴性", "Negative")
    POSITIVE = "positive", Text("阳性", "Positive")
    INDETERMINATE = "indeterminate", Text("可疑", "Indeterminate")
    INVALID = "invalid", Text("无效", "Invalid")


class TestMethod(Choice):
    """How it was tested."""

    NAAT = "NAAT", Text("核酸检测", "NAAT")
    ANTIGEN = "antigen", Text("抗原检测", "Antigen")
    OTHER = "other", Text("其他", "Other")


class Sample(Body, frozen=True, kw_only=True):
    """One swab of one person, or one sample of a place or lot, into a tube."""

    tube: Annotated[Link, Field(label=Text("采样管编号", "Tube"), names="lot")]
    scheme: Annotated[Scheme, Field(label=Text("采样方式", "Scheme"))]
    specimen: Annotated[Specimen, Field(label=Text("标本类型", "Specimen"))]
    reason: Annotated[SampleReason, Field(label=Text("采样原因", "Reason"))]
    site: Annotated[Link, Field(label=Text("采样点", "Site"), names="place", place=True)]
    sent_at: Annotated[datetime | None, Field(label=Text("送检时间", "Sent at"))] = None


class Result(Body, frozen=True, kw_only=True):
    """What the laboratory found in a tube."""

    laboratory: Annotated[str, Field(label=Text("检测机构", "Laboratory"), longest=100)]
    received_at: Annotated[datetime | None, Field(label=Text("收样时间", "Received at"))] = None
    resulted_at: Annotated[datetime, Field(label=Text("出具结果时间", "Resulted at"))]
    result: Annotated[TestResult, Field(label=Text("结果", "Result"))]
    method: Annotated[TestMethod | None, Field(label=Text("方法", "Method"))] = None
    retest_of: Annotated[Link | None, Field(label=Text("复检对象", "Retest of"), names="entry")] = None


_NESTED = Reason(
    code="nested_pool",
    field="body.scheme",
    text=Text(
        "scheme：混采管再次混合（混中混），已计入。阳性时将无法找到个人，请改用单采或一次混采。",
        "scheme: a pool inside a pool; the entry counts. A positive one leads to nobody: pool once only.",
    ),
)
_USED = Reason(
    code="tube_used",
    field="body.tube",
    text=Text(
        "tube：此人（物）早先的样本已用过该采样管，已计入。请核对管号。",
        "tube: an earlier sample of the same subject is in this tube; the entry counts. Check the number of the tube.",
    ),
)
_KNOWN = Reason(
    code="tube_has_result",
    field="subject",
    text=Text(
        "subject：该采样管已有有效结果，已登记。如为复检请填写复检对象；如管号重复使用请更正。",
        "subject: this tube has a valid result already; kept. Name what it retests, or correct a tube used twice.",
    ),
)


def sample_flags(entry: Entry, timeline: Sequence[Entry]) -> tuple[Reason, ...]:
    """Pools of pools and tubes used again are listed (Q32)."""
    found = (_NESTED,) if rules.is_nested(entry) else ()
    return (*found, _USED) if rules.tube_used(entry, timeline) else found


def result_flags(entry: Entry, timeline: Sequence[Entry]) -> tuple[Reason, ...]:
    """A second valid result of one tube that retests nothing shows a tube used twice."""
    return (_KNOWN,) if rules.has_result(entry, timeline) else ()


SAMPLE = EntryKind(
    name="testing.sample",
    label=Text("采样", "Sample"),
    body=Sample,
    about=("person", "place", "lot"),
    opens_matter=True,
    flags=Flags(of=("testing.sample",), rule=sample_flags),
)
RESULT = EntryKind(
    name="testing.result",
    label=Text("检测结果", "Test result"),
    body=Result,
    about=("lot",),
    flags=Flags(of=("testing.result",), rule=result_flags),
)
KINDS = (SAMPLE, RESULT)
