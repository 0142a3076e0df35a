"""The entries of reporting: the daily or nil report of a unit, and its review (coverage.md §3.20, Q85, Q86)."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Annotated

import msgspec

from gridward.domains.reporting.rules import again, contradicted, locked
from gridward.kit.errors import Reason
from gridward.kit.text import Text
from gridward.plug.kind import Body, Choice, Entry, EntryKind, Field, Filling, Flags, Link
from gridward.policy.lists import listed

Day = date


class Decision(Choice):
    """What the upper level said to a report."""

    ACCEPTED = "accepted", Text("通过", "Accepted")
    RETURNED = "returned", Text("退回", "Returned")
    EXCEPTION_AFTER_LOCK = "exception_after_lock", Text("锁定后准予更改", "Change allowed after the lock")


class ReportedValue(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """A number of the report, filled in from the entries."""

    figure: Annotated[str, Field(label=Text("指标", "Figure"), longest=80)]
    member: Annotated[str, Field(label=Text("分项", "Member"), longest=80)] = ""
    value: Annotated[Decimal, Field(label=Text("数值", "Value"), scale=3)]
    unit: Annotated[str, Field(label=Text("单位", "Unit"), options="unit")] = ""


class Daily(Body, frozen=True, kw_only=True):
    """A unit's report for one day. The numbers come from the entries; the unit confirms them, or that all is nil."""

    template: Annotated[str, Field(label=Text("报表", "Report"), options="report_template")]
    template_version: Annotated[int, Field(label=Text("报表版本", "Version"), low=1, high=1_000)] = 1
    date: Annotated[Day, Field(label=Text("日期", "Date"))]
    nil: Annotated[bool, Field(label=Text("零报告", "Nothing to report"))]
    values: Annotated[tuple[ReportedValue, ...], Field(label=Text("数据", "Values"))] = ()
    remarks: Annotated[str, Field(label=Text("情况说明", "Remarks"), personal=True, longest=1_000)] = ""
    confirmed_by: Annotated[str, Field(label=Text("确认人", "Confirmed by"), personal=True, longest=50)]
    allowed_by: Annotated[
        Link | None, Field(label=Text("锁定后更改批准人", "Change after the lock allowed by"), names="account")
    ] = None


class Review(Body, frozen=True, kw_only=True):
    """What the upper level decided about a report; who decided is known from the entry."""

    decision: Annotated[Decision, Field(label=Text("审核意见", "Decision"))]


_AGAIN = Reason(
    code="reported_twice",
    field="body.date",
    text=Text(
        "date：当日已报过，按首次报送时间计，内容以最后一次为准。改数请用更正。",
        "date: already reported for that day; the first counts for the time, the last for the content. To change "
        "numbers, correct the report.",
    ),
)
_CONTRADICTED = Reason(
    code="nil_contradicted",
    field="body.nil",
    text=Text(
        "nil：报告为零，但报表中有病例数，或当日本区域有病例、谣言或关切记录，已计入。请核对。",
        "nil: the report says nothing, yet has cases, or a case or something heard was recorded in this area that "
        "day; the entry counts. Check it.",
    ),
)


_LOCKED = Reason(
    code="changed_after_lock",
    field="body.allowed_by",
    text=Text(
        "allowed_by：报表已锁定，更改须经批准，已计入。请更正并填写批准人。",
        "allowed_by: the report was locked, and a change of it needs somebody's leave; the entry counts. Correct it "
        "and name who allowed it.",
    ),
)


def doubtful(entry: Entry, timeline: Sequence[Entry]) -> tuple[Reason, ...]:
    """A second report for one day, a nil report that an entry of the day contradicts, and a change after the lock that
    nobody allowed count and are listed.
    """
    found = (
        (again(entry, timeline), _AGAIN),
        (contradicted(entry, timeline), _CONTRADICTED),
        (locked(entry, timeline), _LOCKED),
    )
    return tuple(reason for holds, reason in found if holds)


DAILY = EntryKind(
    name="reporting.daily",
    label=Text("日报/零报告", "Daily report, nil report"),
    body=Daily,
    about=("area", "place", "body"),
    opens_matter=True,
    needs=lambda body: listed("report_template", body.template, field="template"),
    filling=Filling(rows="values", by="template", forms={"daily": "daily-report"}),
    flags=Flags(of=("reporting.daily", "publicity.rumour"), below=("clinic.case",), rule=doubtful),
)
REVIEW = EntryKind(name="reporting.review", label=Text("审核/退回", "Report reviewed"), body=Review, about=("entry",))
KINDS = (DAILY, REVIEW)
