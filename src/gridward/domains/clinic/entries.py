"""The entries of clinics (coverage.md §3.8)."""

from collections.abc import Sequence
from datetime import date as Day
from datetime import datetime
from decimal import Decimal
from typing import Annotated

from gridward.domains.clinic.rules import case_on_day_of, denied, stamps_out_of_order
from gridward.kit.errors import Reason
from gridward.kit.text import Text
from gridward.plug.kind import Body, Choice, Entry, EntryKind, Field, Flags, Place


class RiskHistory(Choice):
    """Where the risk may come from."""

    NONE = "none", Text("无", "None")
    AREA = "area", Text("重点地区旅居史", "Stay in a key area")
    CONTACT = "contact", Text("病例接触史", "Contact with a case")


class Disposition(Choice):
    """Where the triage desk sent the person."""

    ROUTINE = "routine", Text("普通诊疗", "Routine care")
    SENT_HOME = "sent_home", Text("回家", "Sent home")
    OBSERVATION_ROOM = "observation_room", Text("发热观察室", "Observation room")
    REFERRED = "referred", Text("转诊", "Referred")


class CaseClass(Choice):
    """Case classification (WHO, SORMAS)."""

    SUSPECT = "suspect", Text("疑似病例", "Suspect")
    PROBABLE = "probable", Text("可能病例", "Probable")
    CONFIRMED = "confirmed", Text("确诊病例", "Confirmed")
    CONFIRMED_NO_SYMPTOMS = "confirmed_no_symptoms", Text("无症状感染者", "Confirmed without symptoms")
    NO_CASE = "no_case", Text("排除", "No case")


class FoundBy(Choice):
    """How a case was found."""

    SCREENING = "screening", Text("排查", "Screening")
    TRIAGE = "triage", Text("预检分诊", "Triage")
    CONTACT = "contact", Text("密接追踪", "Contact tracing")
    SENTINEL = "sentinel", Text("哨点监测", "Sentinel")
    SELF = "self", Text("自行就诊", "Self-reported")


class CaseOutcome(Choice):
    """What became of a case."""

    RECOVERED = "recovered", Text("治愈", "Recovered")
    DIED = "died", Text("死亡", "Died")
    TRANSFERRED = "transferred", Text("转出", "Transferred")


class SiteKind(Choice):
    """What kind of place reports as a sentinel."""

    HEALTH_CENTRE = "health_centre", Text("卫生院", "Health centre")
    VILLAGE_CLINIC = "village_clinic", Text("村卫生室", "Village clinic")
    PHARMACY = "pharmacy", Text("药店", "Pharmacy")
    SCHOOL = "school", Text("学校", "School")
    ELDERLY_HOME = "elderly_home", Text("养老机构", "Home for the elderly")
    FARM = "farm", Text("养殖场", "Farm")


class Triage(Body, frozen=True, kw_only=True):
    """Somebody at the triage desk."""

    temperature: Annotated[
        Decimal | None, Field(label=Text("体温", "Temperature"), unit="℃", scale=1, low=34, high=42)
    ] = None
    symptoms: Annotated[tuple[str, ...], Field(label=Text("症状", "Symptoms"), options="symptom")] = ()
    risk_history: Annotated[RiskHistory | None, Field(label=Text("流行病学史", "Risk history"))] = None
    disposition: Annotated[Disposition, Field(label=Text("去向", "Disposition"))]
    room_in: Annotated[datetime | None, Field(label=Text("进观察室时间", "Into the room"))] = None
    room_out: Annotated[datetime | None, Field(label=Text("出观察室时间", "Out of the room"))] = None


class Case(Body, frozen=True, kw_only=True):
    """A case as it is classified now, and its five stamps."""

    classification: Annotated[CaseClass, Field(label=Text("分类", "Classification"))]
    found_at: Annotated[datetime | None, Field(label=Text("发现时间", "Found at"))] = None
    reported_at: Annotated[datetime | None, Field(label=Text("报告时间", "Reported at"))] = None
    diagnosed_at: Annotated[datetime | None, Field(label=Text("诊断时间", "Diagnosed at"))] = None
    isolated_at: Annotated[datetime | None, Field(label=Text("隔离时间", "Isolated at"))] = None
    admitted_at: Annotated[datetime | None, Field(label=Text("收治时间", "Admitted at"))] = None
    hospital: Annotated[str, Field(label=Text("收治医院", "Hospital"), longest=100)] = ""
    source: Annotated[FoundBy | None, Field(label=Text("发现途径", "Source"))] = None
    outcome: Annotated[CaseOutcome | None, Field(label=Text("转归", "Outcome"))] = None


class Sentinel(Body, frozen=True, kw_only=True):
    """What a sentinel site saw on one day; a day with nothing is sent as nil."""

    site_kind: Annotated[SiteKind, Field(label=Text("哨点类型", "Site kind"))]
    date: Annotated[Day, Field(label=Text("日期", "Date"))]
    visits: Annotated[int | None, Field(label=Text("就诊", "Visits"), unit="人次", low=0)] = None
    fever: Annotated[int | None, Field(label=Text("发热", "Fever"), unit="人", low=0)] = None
    ili: Annotated[int | None, Field(label=Text("流感样病例", "Influenza-like illness"), unit="人", low=0)] = None
    fever_medicine: Annotated[int | None, Field(label=Text("退热药销售", "Fever medicine"), unit="盒", low=0)] = None
    absent_ill: Annotated[int | None, Field(label=Text("因病缺勤", "Absent ill"), unit="人", low=0)] = None
    nil: Annotated[bool, Field(label=Text("零报告", "Nothing to report"))]


class Readiness(Body, frozen=True, kw_only=True):
    """What a medical institution has ready."""

    date: Annotated[Day, Field(label=Text("日期", "Date"))]
    beds_total: Annotated[int | None, Field(label=Text("床位总数", "Beds"), unit="张", low=0)] = None
    beds_free: Annotated[int | None, Field(label=Text("空余床位", "Free beds"), unit="张", low=0)] = None
    observation_beds: Annotated[int | None, Field(label=Text("留观床位", "Observation beds"), unit="张", low=0)] = None
    medics_on_call: Annotated[int | None, Field(label=Text("待命医护", "Medics on call"), unit="人", low=0)] = None
    investigators: Annotated[int | None, Field(label=Text("流调人员", "Investigators"), unit="人", low=0)] = None
    tests_per_day: Annotated[int | None, Field(label=Text("日检测能力", "Tests per day"), unit="份", low=0)] = None
    ambulances: Annotated[int | None, Field(label=Text("救护车", "Ambulances"), unit="辆", low=0)] = None
    drilled_on: Annotated[Day | None, Field(label=Text("演练日期", "Drilled on"))] = None


_UNMEASURED = Reason(
    code="no_temperature",
    field="body.temperature",
    text=Text(
        "temperature：没有测温记录，已计入。如已测温请更正补上。",
        "temperature: none was taken; the entry counts. If one was taken, add it in a correction.",
    ),
)


def unmeasured(entry: Entry, timeline: Sequence[Entry]) -> tuple[Reason, ...]:
    """Somebody triaged without a temperature counts and is listed."""
    return (_UNMEASURED,) if entry.body.temperature is None else ()


_DENIED = Reason(
    code="nil_contradicted",
    field="body.classification",
    text=Text(
        "classification：本区域或上级当日报告为零，病例已计入。请核对，必要时更正日报。",
        "classification: this area, or one above, has reported nothing for that day; the case counts. Check it, and "
        "correct the report where needed.",
    ),
)


def out_of_order(entry: Entry, timeline: Sequence[Entry]) -> tuple[Reason, ...]:
    """A stamp before its predecessor (found, reported, diagnosed, isolated, admitted) is listed (Q34)."""
    return tuple(
        Reason(
            code="stamps_out_of_order",
            field=f"body.{later}",
            text=Text(
                f"{later}：早于 {earlier}，已计入。请核对两个时间。",
                f"{later}: lies before {earlier}; the entry counts. Check the two times.",
            ),
        )
        for earlier, later in stamps_out_of_order(entry.body)
    )


def doubtful_case(entry: Entry, timeline: Sequence[Entry]) -> tuple[Reason, ...]:
    """Stamps out of order, and a case on a day of which its area, or one above, has reported that there was nothing."""
    return (*out_of_order(entry, timeline), *((_DENIED,) if denied(entry, timeline) else ()))


_BESIDE_A_CASE = Reason(
    code="nil_contradicted",
    field="body.nil",
    text=Text(
        "nil：报了零报告，但当日此处有病例记录，已计入。请核对。",
        "nil: says that there is nothing, yet a case was recorded there that day; the entry counts. Check it.",
    ),
)


def not_nil(entry: Entry, timeline: Sequence[Entry]) -> tuple[Reason, ...]:
    """A day with nothing to report beside people with fever, influenza-like illness or absent ill, or beside a case of
    that day there, is listed.
    """
    seen = [name for name in ("fever", "ili", "absent_ill") if getattr(entry.body, name)]
    if not entry.body.nil:
        return ()
    if not seen:
        return (_BESIDE_A_CASE,) if case_on_day_of(entry, timeline) else ()
    text = Text(
        f"nil：报了零报告，又填有 {'、'.join(seen)}，已计入。请核对，以实际人数为准。",
        f"nil: says that there is nothing, and {', '.join(seen)} that there is; the entry counts. Check it.",
    )
    return (Reason(code="nil_contradicted", field="body.nil", text=text),)


TRIAGE = EntryKind(
    name="clinic.triage",
    label=Text("预检分诊", "Triage"),
    body=Triage,
    about=("person",),
    flags=Flags(rule=unmeasured),
)
CASE = EntryKind(
    name="clinic.case",
    label=Text("病例", "Case"),
    body=Case,
    about=("person",),
    flags=Flags(above=("reporting.daily", "clinic.sentinel"), rule=doubtful_case),
)
SENTINEL = EntryKind(
    name="clinic.sentinel",
    label=Text("哨点报告", "Sentinel report"),
    body=Sentinel,
    about=("place",),
    describes=lambda body: Place(body.site_kind.value, ""),
    flags=Flags(below=("clinic.case",), rule=not_nil),
)
READINESS = EntryKind(
    name="clinic.readiness",
    label=Text("救治与流调准备", "Readiness statement"),
    body=Readiness,
    about=("place", "body"),
)
KINDS = (TRIAGE, CASE, SENTINEL, READINESS)
