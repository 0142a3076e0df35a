"""Where rules meet, change, end and begin again: counted with a calendar. Nothing here reads a pack."""

from tests.vectors.counted import Case, changed, contact, days, ground, someone, swab, told, whole, worker


def boundaries() -> list[Case]:
    """Where rules meet: a tighter one in the middle, one that comes later, a response that ends and begins again."""
    e8, e9, e10 = "cn-covid-e8", "cn-covid-e9", "cn-covid-e10"
    worker_of = told("screening.classification", "2022-06-20T09:00:00", worker("cold_chain_worker", "2022-06-20"))
    exposed = [told("tracing.contact", "2021-06-01T09:00:00", contact("2021-06-01"))]
    home = [told("roll.household", "2021-01-02T09:00:00", {"status": "lived_in"})]
    return [
        someone(
            "exposed again under the eighth: days count from the later contact",
            [[e8, "2020-01-01"]],
            [*exposed, told("tracing.contact", "2021-06-11T09:00:00", contact("2021-06-10"))],
            standings=[
                ["central_quarantine", "2021-06-01", "2021-06-11"],
                ["central_quarantine", "2021-06-11", "2021-06-24"],
                ["home_monitoring", "2021-06-25", "2021-07-01"],
            ],
            windows={
                "test_central": whole("06-01", "06-04", "06-07", "06-11", "06-14", "06-17", "06-24"),
                "test_home": whole("06-26", "07-01"),
            },
        ),
        someone(
            "shortened under the ninth: what follows comes sooner",
            [[e9, "2020-01-01"]],
            [*exposed, changed("2021-06-05T12:00:00", "shortened", "2021-06-06")],
            standings=[
                ["central_quarantine", "2021-06-01", "2021-06-06"],
                ["home_monitoring", "2021-06-07", "2021-06-09"],
            ],
            windows={"test_central": whole("06-01", "06-02", "06-03", "06-05", "06-06"), "test_home": whole("06-09")},
        ),
        someone(
            "a response that ended and began anew: nothing is asked in between",
            [[e9, "2020-01-01", "2021-06-05"], [e9, "2021-06-10"]],
            exposed,
            standings=[
                ["central_quarantine", "2021-06-01", "2021-06-08"],
                ["home_monitoring", "2021-06-09", "2021-06-11"],
            ],
            windows={
                "reading_central": sorted(
                    [
                        *days("2021-06-02", "2021-06-04", "06:00", "12:00"),
                        *days("2021-06-01", "2021-06-04", "12:00", "20:00"),
                    ]
                ),
                "reading": sorted(
                    [
                        *days("2021-06-10", "2021-06-11", "06:00", "12:00"),
                        *days("2021-06-10", "2021-06-11", "12:00", "20:00"),
                    ]
                ),
            },
        ),
        someone(
            "weekly under the eighth, daily from the ninth on, the last swab the day before",
            [[e8, "2020-01-01"], [e9, "2022-06-27"]],
            [worker_of, told("testing.sample", "2022-06-26T09:00:00", swab("2022-06-26T18:00:00"))],
            windows={"cold_chain_tested": ["06-20 09:00 → 06-27 09:00", "06-26 09:00 → 06-27 09:00"]},
        ),
        someone(
            "… the last swab some days before: a day from when the rule came",
            [[e8, "2020-01-01"], [e9, "2022-06-27"]],
            [worker_of, told("testing.sample", "2022-06-23T09:00:00", swab("2022-06-23T18:00:00"))],
            windows={"cold_chain_tested": ["06-20 09:00 → 06-27 09:00", "06-23 09:00 → 06-28 00:00"]},
        ),
        someone(
            "… and who was late before the change stays late",
            [[e8, "2020-01-01"], [e9, "2022-06-30"]],
            [worker_of],
            windows={"cold_chain_tested": ["06-20 09:00 → 06-27 09:00"]},
        ),
        someone(
            "the tenth asks for no test any more",
            [[e8, "2020-01-01"], [e10, "2022-06-24"]],
            [worker_of],
            windows={"cold_chain_tested": []},
        ),
        someone(
            "a response that ended asks for no test any more",
            [["cn-qiu-2021", "2021-01-08", "2021-01-16"]],
            [told("screening.classification", "2021-01-11T09:00:00", worker("cold_chain_worker", "2021-01-11"))],
            windows={"cold_chain_tested": []},
        ),
        someone(
            "… nor of who was tested, but what was late before stays",
            [["cn-qiu-2021", "2021-01-08", "2021-01-30"]],
            [
                told("screening.classification", "2021-01-11T09:00:00", worker("cold_chain_worker", "2021-01-11")),
                told("testing.sample", "2021-01-19T09:00:00", swab("2021-01-19T18:00:00")),
            ],
            windows={"cold_chain_tested": ["01-11 09:00 → 01-18 09:00", "01-19 09:00 → 01-26 09:00"]},
        ),
        someone(
            "begun anew it counts from then",
            [["cn-qiu-2021", "2021-01-08", "2021-01-16"], ["cn-qiu-2021", "2021-01-20"]],
            [told("screening.classification", "2021-01-11T09:00:00", worker("cold_chain_worker", "2021-01-11"))],
            windows={"cold_chain_tested": ["01-20 00:00 → 01-27 00:00"]},
        ),
        someone(
            "a household that becomes known late owes no round that was over by then",
            [["cn-qiu-2021", "2021-01-01"]],
            [told("roll.household", "2021-01-10T09:00:00", {"status": "lived_in"})],
            subject="household:4",
            until="2021-01-16",
            windows={"household_coverage": ["01-08 00:00 → 01-15 00:00", "01-15 00:00 → 01-22 00:00"]},
        ),
        someone(
            "the county's seven days over the nation's fourteen, from when they came",
            [["cn-covid-e7", "2021-01-01"], ["cn-qiu-2021", "2021-01-08"]],
            home,
            subject="household:4",
            until="2021-01-20",
            windows={
                "household_coverage": [
                    "01-01 00:00 → 01-15 00:00",
                    "01-08 00:00 → 01-15 00:00",
                    "01-15 00:00 → 01-22 00:00",
                ]
            },
        ),
        someone(
            "and back to fourteen",
            [["cn-qiu-2021", "2021-01-01", "2021-01-15"], ["cn-covid-e7", "2021-01-01"]],
            home,
            subject="household:4",
            until="2021-01-20",
            windows={
                "household_coverage": [
                    "01-01 00:00 → 01-08 00:00",
                    "01-08 00:00 → 01-15 00:00",
                    "01-15 00:00 → 01-29 00:00",
                ]
            },
        ),
        ground(
            "a village of the county, in the middle of the fortnight",
            [["cn-changcheng-2021", "2021-10-27"]],
            "village",
            "2021-10-27",
            "2021-11-09",
            [],
            windows={"stock_taken": ["10-27 00:00 → 11-03 00:00", "11-03 00:00 → 11-10 00:00"]},
        ),
        someone(
            "the town's readings over the nation's, the same clause",
            [["cn-covid-e4", "2020-02-01"], ["cn-changshan-2020", "2020-02-05"]],
            [told("tracing.contact", "2020-02-02T07:00:00", contact("2020-02-01"))],
            standings=[["home_quarantine", "2020-02-02", "2020-02-15"]],
            windows={
                "reading": sorted(
                    [
                        *days("2020-02-03", "2020-02-15", "06:00", "12:00"),
                        *days("2020-02-02", "2020-02-15", "12:00", "20:00"),
                    ]
                )
            },
        ),
    ]
