"""What mosquitoes, swine fever, schools and villages ask, counted from domain.md and coverage.md with a calendar.

Nothing here reads a pack; `python -m tests.vectors.plans` writes vectors/plan.
"""

from tests.vectors.counted import (
    Case,
    arrival,
    away,
    contact,
    culled,
    days,
    found,
    ground,
    order,
    someone,
    survey,
    swab,
    told,
    worker,
)


def zones() -> list[Case]:
    chik, old, new = [["cn-chikungunya-2025", "2025-07-29"]], ["cn-asf", "2018-08-03"], ["cn-asf-2020", "2020-02-29"]
    ill = [told("clinic.case", "2025-08-01T09:00:00", found("2025-08-01T09:00:00"), "person:7")]
    core = [["core_zone", "2025-08-01", "2025-08-15"]]
    alert = [["alert_zone", "2025-08-01", "2025-08-15"]]
    near = [
        ground(
            f"chikungunya: {name} at {metres} m",
            chik,
            "grid_small",
            "2025-08-01",
            "2025-08-09",
            ill,
            area=6,
            lies=away(metres),
            standings=under,
        )
        for metres, name, under in (
            (50, "the core", core),
            (99, "the core", core),
            (101, "the alert zone", alert),
            (199, "the alert zone", alert),
            (201, "nothing", []),
        )
    ]
    pm = days("2025-08-01", "2025-08-03", "17:00", "20:00")
    three = sorted([*days("2025-08-02", "2025-08-03", "06:00", "09:00"), *pm])
    four = days("2025-08-04", "2025-08-07", "17:00", "20:00")
    again = sorted(
        [*days("2025-08-04", "2025-08-06", "06:00", "09:00"), *days("2025-08-04", "2025-08-06", "17:00", "20:00")]
    )
    fogged = [
        (
            f"{positive} of {houses} houses",
            [told("sanitation.survey", "2025-08-03T10:00:00", survey(houses, positive), area=6)],
            three + (four if low else again),
        )
        for houses, positive, low in (
            (100, 4, True),
            (100, 5, False),
            (200, 9, True),
            (50, 4, False),
            (50, 2, True),
            (100, 20, False),
            (100, 0, True),
        )
    ]
    return [
        *near,
        *(
            ground(
                f"chikungunya: fogged twice a day for 3 days, then as the index says: larvae in {name}",
                chik,
                "grid_small",
                "2025-08-01",
                "2025-08-06" if len(wanted) > 9 else "2025-08-15",
                [*ill, *entries],
                area=6,
                lies=away(50),
                windows={"fogging": wanted},
            )
            for name, entries, wanted in fogged
        ),
        ground(
            "chikungunya: while nobody looked it goes on twice a day",
            chik,
            "grid_small",
            "2025-08-01",
            "2025-08-06",
            ill,
            area=6,
            lies=away(50),
            windows={"fogging": three + again},
        ),
        ground(
            "chikungunya: breeding sites of the core within three days",
            chik,
            "grid_small",
            "2025-08-01",
            "2025-08-06",
            ill,
            area=6,
            lies=away(50),
            windows={"breeding_core": ["08-01 09:00 → 08-04 09:00"]},
        ),
        ground(
            "chikungunya: the alert zone is surveyed weekly",
            chik,
            "grid_small",
            "2025-08-01",
            "2025-08-06",
            ill,
            area=6,
            lies=away(150),
            windows={"breeding_alert": ["08-01 09:00 → 08-08 09:00"]},
        ),
        someone(
            "chikungunya: a case is kept from mosquitoes for seven days, reported within a day",
            chik,
            ill,
            standings=[["mosquito_isolation", "2025-08-01", "2025-08-08"]],
            windows={
                "case_reported": ["08-01 09:00 → 08-02 09:00"],
                "case_investigated": ["08-01 09:00 → 08-02 09:00"],
                "case_reading": sorted(
                    [
                        *days("2025-08-02", "2025-08-08", "06:00", "12:00"),
                        *days("2025-08-01", "2025-08-08", "12:00", "20:00"),
                    ]
                ),
            },
        ),
        someone(
            "chikungunya: the co-exposed watch themselves for twelve days",
            chik,
            [told("tracing.contact", "2025-08-03T10:00:00", contact("2025-08-01", "general"))],
            standings=[["self_monitoring", "2025-08-03", "2025-08-13"]],
            windows={"co_exposed_reading": days("2025-08-04", "2025-08-13", "06:00", "20:00")},
        ),
        *(
            ground(
                f"swine fever: {name} at {metres} m under {rules[-1][0]}",
                rules,
                "farm",
                begin,
                begin,
                [told("livestock.disposal", f"{begin}T16:00:00", culled(), "place:5", 5)],
                area=6 if metres else 5,
                names=["place", "farm", "village_farm"],
                lies=away(metres),
                standings=[[standing, begin, last]] if standing else [],
            )
            for rules, begin, last in (([old], "2019-03-01", "2019-04-12"), ([old, new], "2020-05-01", "2020-05-22"))
            for metres, name, standing in (
                (0, "the point", "infected_point"),
                (2_999, "the infected zone", "infected_zone"),
                (3_001, "the threatened zone", "threatened_zone"),
                (12_999, "the threatened zone", "threatened_zone"),
                (13_001, "nothing", ""),
            )
        ),
        ground(
            "swine fever: zones drawn before the later rules keep their six weeks",
            [old, new],
            "farm",
            "2020-02-20",
            "2020-02-20",
            [told("livestock.disposal", "2020-02-20T16:00:00", culled(), "place:5", 5)],
            area=6,
            names=["place", "farm", "village_farm"],
            lies=away(2_000),
            standings=[["infected_zone", "2020-02-20", "2020-04-02"]],
        ),
        ground(
            "swine fever: a further culling begins the count again",
            [old, new],
            "farm",
            "2020-05-01",
            "2020-05-02",
            [
                told("livestock.disposal", "2020-05-01T16:00:00", culled(), "place:5", 5),
                told("livestock.disposal", "2020-05-11T16:00:00", culled(), "place:5", 5),
            ],
            area=6,
            names=["place", "farm", "village_farm"],
            lies=away(2_000),
            standings=[["infected_zone", "2020-05-01", "2020-05-11"], ["infected_zone", "2020-05-11", "2020-06-01"]],
            windows={"herd_report": days("2020-05-02", "2020-05-02", "00:00", "18:00")},
        ),
    ]


def villages() -> list[Case]:
    flu, rural = [["cn-flu-school", "2023-09-01"]], [["cn-covid-e7", "2021-01-01"], ["cn-rural-2021", "2021-01-28"]]
    ill = {"disposition": "sent_home", "symptoms": ["dry_cough"]}
    # 2023-11-06 is a Monday.
    sick = [told("clinic.triage", "2023-11-06T10:00:00", ill | {"temperature": 38.0})]
    report = {"site_kind": "school", "date": "2023-11-06", "nil": False}
    return [
        someone(
            "a child with 38.0 and a cough rests for four days",
            flu,
            sick,
            standings=[["rest_at_home", "2023-11-06", "2023-11-10"]],
            windows={"child_followed": days("2023-11-07", "2023-11-10", "06:00", "20:00")},
        ),
        someone(
            "37.9 is no influenza-like illness",
            flu,
            [told("clinic.triage", "2023-11-06T10:00:00", ill | {"temperature": 37.9})],
            standings=[],
        ),
        someone(
            "fever alone is no influenza-like illness",
            flu,
            [told("clinic.triage", "2023-11-06T10:00:00", {"disposition": "sent_home", "temperature": 39.0})],
            standings=[],
        ),
        someone(
            "a sore throat and 38.5 is",
            flu,
            [
                told(
                    "clinic.triage",
                    "2023-11-06T10:00:00",
                    {"disposition": "sent_home", "temperature": 38.5, "symptoms": ["sore_throat"]},
                )
            ],
            standings=[["rest_at_home", "2023-11-06", "2023-11-10"]],
        ),
        ground(
            "five cases of a day are an event: told within a day, four days of disinfection",
            flu,
            "school",
            "2023-11-06",
            "2023-11-12",
            [told("clinic.sentinel", "2023-11-06T10:00:00", report | {"ili": 5})],
            names=["place", "school", "town_school"],
            standings=[["school_event", "2023-11-06", "2023-11-10"]],
            windows={
                "event_reported": ["11-06 10:00 → 11-07 10:00"],
                "event_disinfection": days("2023-11-07", "2023-11-10", "00:00", "24:00"),
            },
        ),
        ground(
            "four are none",
            flu,
            "school",
            "2023-11-06",
            "2023-11-07",
            [told("clinic.sentinel", "2023-11-06T10:00:00", report | {"ili": 4})],
            names=["place", "school", "town_school"],
            standings=[],
            windows={"absence_report": days("2023-11-06", "2023-11-07", "00:00", "10:30")},
            done={"absence_report": ["1/1", "0/1"]},
        ),
        someone(
            "who comes home to a village: 14 days, a test every seven",
            rural,
            [told("screening.classification", "2021-02-01T15:00:00", worker("outside_returnee", "2021-02-01"))],
            standings=[["rural_monitoring", "2021-02-01", "2021-02-15"]],
            windows={
                "rural_test": ["02-07 00:00 → 02-08 00:00", "02-14 00:00 → 02-15 00:00"],
                "rural_reading": days("2021-02-02", "2021-02-15", "06:00", "20:00"),
            },
        ),
        someone(
            "a village answers within a day of arrival, the laboratory within twelve hours",
            rural,
            [
                told("screening.travel_entry", "2021-02-01T20:00:00", arrival("2021-02-01T10:00:00")),
                told("testing.sample", "2021-02-07T09:00:00", swab("2021-02-07T18:00:00")),
            ],
            windows={"rural_registered": ["02-01 10:00 → 02-02 10:00"], "rural_result": ["02-07 18:00 → 02-08 06:00"]},
        ),
        someone(
            "under quarantine nobody is merely monitored",
            rural,
            [
                told("screening.classification", "2021-02-01T15:00:00", worker("outside_returnee", "2021-02-01")),
                told("followup.order", "2021-02-05T09:00:00", order("facility_quarantine", "2021-02-05")),
            ],
            standings=[
                ["rural_monitoring", "2021-02-01", "2021-02-05"],
                ["central_quarantine", "2021-02-05", "2021-02-19"],
            ],
        ),
    ]
