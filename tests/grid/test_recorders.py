"""Every kind of entry has somebody who records it, as the documents say, and every working group its work."""

import pytest

from gridward.grid.roles import roles

pytestmark = pytest.mark.no_database

RECORDED_BY = {
    "grid.area": "admin",
    "grid.appointment": "office_clerk",
    "policy.response": "command_head",
    "duty.waiver": "leader",
    "roll.merge": "admin",
    "document.issue": "office_clerk reporting_group duty_officer",
    "command.body": "office_clerk",
    "command.pledge": "leader village_lead command_head",
    "command.meeting": "office_clerk",
    "command.document": "office_clerk expert_group",
    "command.directive": "command_head traffic_group resumption_group coordination_group",
    "command.feedback": "village_lead grid_worker owner gate_guard",
    "command.shift": "gate_lead site_owner",
    "command.attendance": "gate_guard volunteer storekeeper",
    "command.risk_area": "screening_group",
    "command.incident": "duty_officer grid_worker gate_guard volunteer",
    "mobilisation.member": "office_clerk volunteer",
    "mobilisation.status": "office_clerk village_lead",
    "screening.visit": "grid_worker alley_chief stair_chief village_cadre village_doctor police",
    "screening.classification": "grid_worker screening_group",
    "screening.travel_entry": "grid_worker owner",
    "screening.pushed_list": "screening_group",
    "screening.list_check": "grid_worker",
    "checkpoint.post": "traffic_group",
    "checkpoint.vehicle": "gate_guard gate_lead",
    "checkpoint.person": "gate_guard owner",
    "checkpoint.closure": "command_head traffic_group",
    "followup.order": "village_doctor followup_group",
    "followup.team": "screening_group grid_worker",
    "followup.reading": "grid_worker village_doctor",
    "followup.release": "village_doctor followup_group",
    "followup.request": "grid_worker",
    "followup.service": "volunteer village_cadre grid_worker",
    "testing.sample": "sampler",
    "testing.result": "laboratory",
    "clinic.triage": "health_doctor",
    "clinic.case": "health_doctor investigator",
    "clinic.sentinel": "health_doctor sentinel_reporter owner",
    "clinic.readiness": "health_doctor treatment_group",
    "venue.place": "owner grid_worker",
    "venue.checklist": "owner enforcement_officer",
    "venue.occupancy": "owner",
    "venue.lot": "owner market_group",
    "work.enterprise": "owner",
    "work.application": "owner",
    "work.decision": "resumption_group",
    "work.employee": "owner",
    "work.daily_report": "owner",
    "supplies.receipt": "storekeeper",
    "supplies.issue": "storekeeper",
    "supplies.stocktake": "storekeeper",
    "supplies.request": "logistics_group grid_worker owner",
    "supplies.target": "logistics_group",
    "donation.gift": "office_clerk logistics_group storekeeper",
    "sanitation.disinfection": "sanitation_group vector_team owner",
    "sanitation.cleanup": "village_lead sanitation_group",
    "publicity.material": "publicity_group grid_worker",
    "publicity.activity": "publicity_group grid_worker",
    "publicity.post": "publicity_group",
    "publicity.reads": "publicity_group",
    "publicity.gathering": "village_cadre",
    "publicity.online_group": "publicity_group grid_worker",
    "publicity.rumour": "publicity_group grid_worker owner",
    "supervision.visit": "supervisor command_head",
    "supervision.finding": "supervisor",
    "supervision.rectification": "village_lead supervisor",
    "supervision.accountability": "discipline",
    "enforcement.patrol": "enforcement_officer",
    "enforcement.notice": "enforcement_officer",
    "livestock.farm": "vet",
    "livestock.inspection": "vet grid_worker owner",
    "clue.tip": "duty_officer grid_worker",
    "clue.check": "grid_worker coordination_group",
    "tracing.investigation": "investigator",
    "tracing.contact": "investigator grid_worker",
    "tracing.stay": "owner investigator",
    "reporting.daily": "village_lead owner grid_worker",
    "reporting.review": "duty_officer reporting_group leader",
}
"""Who records what, kind by kind, of those the requirements name. Residents and the public do not sign in: a grid
worker or an officer keys what they tell, with `means`.
"""

WORKING_GROUPS = {
    "coordination_group": "command.directive command.meeting mobilisation.status clue.check",
    "treatment_group": "clinic.case clinic.triage clinic.readiness testing.sample",
    "expert_group": "command.document tracing.investigation screening.classification",
    "publicity_group": "publicity.material publicity.post publicity.reads publicity.rumour",
    "logistics_group": "supplies.receipt supplies.issue supplies.target donation.gift",
    "followup_group": "followup.order followup.reading followup.release testing.sample",
    "reporting_group": "reporting.daily reporting.review document.issue",
    "market_group": "venue.lot venue.checklist enforcement.notice",
    "venue_group": "venue.place venue.checklist venue.occupancy sanitation.disinfection",
    "livestock_group": "livestock.farm livestock.inspection",
    "resumption_group": "work.decision work.application venue.checklist",
    "traffic_group": "checkpoint.post checkpoint.vehicle checkpoint.person checkpoint.closure",
    "supervisor": "supervision.visit supervision.finding supervision.rectification",
}
"""The thirteen working groups of Changshan (seed of 10 February 2020), and kinds that each records."""


@pytest.mark.parametrize("kind", RECORDED_BY)
def test_whoever_should_record_a_kind_may(kind: str) -> None:
    assert [code for code in RECORDED_BY[kind].split() if not roles()[code].may("record", kind)] == []


def test_the_thirteen_working_groups_record_their_work() -> None:
    assert len(WORKING_GROUPS) == 13
    missing = [
        (code, kind)
        for code, kinds in WORKING_GROUPS.items()
        for kind in kinds.split()
        if not roles()[code].may("record", kind) or "town" not in roles()[code].levels
    ]
    assert missing == []


def test_the_groups_see_what_they_record() -> None:
    for code, kinds in WORKING_GROUPS.items():
        assert [kind for kind in kinds.split() if not roles()[code].may("see", kind)] == [], code


def test_who_could_do_much_harm_signs_in_with_two_things() -> None:
    strict = {code for code, role in roles().items() if role.second_factor}
    assert {"operator", "admin", "oversight", "command_head"} <= strict
    assert [code for code, role in roles().items() if role.may("configure") or role.may("oversee")] == [
        code for code, role in roles().items() if (role.may("configure") or role.may("oversee")) and role.second_factor
    ]
