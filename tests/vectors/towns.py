"""What the towns of the five reports ask by their own packs, counted from domain.md and coverage.md with a calendar.

Nothing here reads a pack; `python -m tests.vectors.plans` writes vectors/plan.
"""

from tests.vectors.counted import Case, contact, days, ground, job, order, someone, swab, taught, told, worker


def towns() -> list[Case]:
    wang, zone, chang = (
        [["cn-wangxian-2020", "2020-01-26"]],
        [["cn-rare-earth-2020", "2020-01-26"]],
        "cn-changshan-2020",
    )
    both = "02-10", "02-11"
    first, last = (f"2020-{one}" for one in both)
    visit = {"subjects": ["1"], "by": "x", "started": "2020-02-10T09:00:00+08:00"}
    opinion = {"template": "opinion", "date": "2020-02-10", "nil": True, "confirmed_by": "x"}
    return [
        ground(
            "Wangxian: a compound twice a day, at whatever hours",
            wang,
            "compound",
            first,
            last,
            [
                job("2020-02-10T08:00:00", "compound"),
                job("2020-02-10T11:00:00", "compound"),
                job("2020-02-11T23:00:00", "compound"),
            ],
            windows={"public_disinfection": days(first, last, "00:00", "24:00")},
            done={"public_disinfection": ["2/2", "1/2"]},
        ),
        ground(
            "Wangxian: an office twice a day",
            wang,
            "office",
            first,
            last,
            [job("2020-02-10T23:59:00", "office"), job("2020-02-11T00:00:00", "office")],
            names=["place", "office", "village_office"],
            windows={"public_disinfection": days(first, last, "00:00", "24:00")},
            done={"public_disinfection": ["1/2", "1/2"]},
        ),
        ground(
            "Wangxian: a village twice a day",
            wang,
            "village",
            first,
            last,
            [
                job("2020-02-10T08:00:00", "street"),
                job("2020-02-10T10:00:00", "street"),
                job("2020-02-11T08:00:00", "street"),
                job("2020-02-11T09:59:00", "street"),
            ],
            windows={
                "village_disinfection": days(first, last, "00:00", "24:00"),
                "village_visited": days(first, last, "00:00", "24:00"),
                "daily_report": days(first, last, "00:00", "18:00"),
            },
            done={"village_disinfection": ["2/2", "1/2"], "village_visited": ["0/1", "0/1"]},
        ),
        *(
            ground(
                f"Wangxian: the heads visit point {n} of 14 every day",
                wang,
                "gate",
                first,
                last,
                [told("supervision.visit", f"2020-02-1{n % 2}T18:00:00", visit | {"subject_kind": "post"})],
                names=["place", "gate", "village_gate"],
                windows={"post_visited": days(first, last, "00:00", "24:00")},
                done={"post_visited": ["0/1", "1/1"] if n % 2 else ["1/1", "0/1"]},
            )
            for n in range(1, 15)
        ),
        ground(
            "Wangxian: a visit of the village is none of its gate",
            wang,
            "gate",
            first,
            first,
            [told("supervision.visit", "2020-02-10T09:00:00", visit | {"subject_kind": "village"})],
            names=["place", "gate", "village_gate"],
            done={"post_visited": ["0/1"]},
        ),
        ground(
            "the zone: nothing to tell is told every day",
            zone,
            "subdistrict",
            "2020-02-10",
            "2020-02-12",
            [
                told("reporting.daily", "2020-02-10T17:30:00", opinion),
                told("reporting.daily", "2020-02-11T18:30:00", opinion | {"date": "2020-02-11"}),
                told("reporting.daily", "2020-02-12T09:00:00", opinion | {"template": "daily", "date": "2020-02-12"}),
            ],
            windows={"opinion_report": days("2020-02-10", "2020-02-12", "00:00", "18:00")},
            done={"opinion_report": ["1/1", "1/1", "0/1"]},
        ),
        ground(
            "the zone: a village reports no opinion",
            zone,
            "village",
            "2020-02-10",
            "2020-02-10",
            [],
            windows={"opinion_report": []},
        ),
        ground(
            "Changshan: a shop disinfects every day, at any hour",
            [[chang, "2020-01-26"]],
            "shop",
            first,
            last,
            [job("2020-02-10T00:00:00", "shop"), job("2020-02-10T23:00:00", "shop")],
            names=["place", "shop", "village_shop"],
            windows={"shop_disinfection": days(first, last, "00:00", "24:00")},
            done={"shop_disinfection": ["1/1", "0/1"]},
        ),
        ground(
            "Changshan: a firm that has resumed reports every day until it is stopped",
            [[chang, "2020-01-26"]],
            "enterprise",
            "2020-02-09",
            "2020-02-13",
            [
                told("work.decision", "2020-02-10T09:00:00", {"decision": "resumed", "effective_on": "2020-02-10"}),
                told("work.decision", "2020-02-13T00:00:00", {"decision": "suspended", "effective_on": "2020-02-13"}),
            ],
            names=["place", "enterprise", "village_enterprise"],
            standings=[["resumed", "2020-02-10", "2020-02-12"]],
            windows={"enterprise_report": days("2020-02-11", "2020-02-12", "00:00", "18:00")},
        ),
        someone(
            "Changshan: 14 days at home, twice a day",
            [[chang, "2020-01-26"]],
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
        someone(
            "Changshan: a team within a day of the order",
            [[chang, "2020-01-26"]],
            [told("followup.order", "2020-02-02T08:00:00", order("home_quarantine", "2020-02-02"))],
            windows={"team_formed": ["02-02 08:00 → 02-03 08:00"]},
        ),
        someone(
            "Changcheng: somebody named within a day of the order",
            [["cn-changcheng-2021", "2021-10-27"]],
            [told("followup.order", "2021-10-28T08:00:00", order("home_quarantine", "2021-10-28"))],
            windows={"team_formed": ["10-28 08:00 → 10-29 08:00"]},
        ),
        someone(
            "Changcheng: classes are checked twice a day, Monday to Friday",
            [["cn-changcheng-2021", "2021-10-27"]],
            [told("venue.class", "2021-10-28T06:00:00", taught())],
            subject="class:3",
            until="2021-11-02",
            windows={
                "class_checked": sorted(
                    [
                        *days("2021-10-28", "2021-10-29", "07:00", "09:00"),
                        *days("2021-10-28", "2021-10-29", "12:00", "14:30"),
                        *days("2021-11-01", "2021-11-02", "07:00", "09:00"),
                        *days("2021-11-01", "2021-11-02", "12:00", "14:30"),
                    ]
                )
            },
        ),
        ground(
            "Qiu: every village six times in place once a week",
            [["cn-qiu-2021", "2021-01-08"]],
            "village",
            "2021-01-08",
            "2021-01-21",
            [],
            windows={"six_checked": ["01-08 00:00 → 01-15 00:00", "01-15 00:00 → 01-22 00:00"]},
        ),
        someone(
            "Qiu: cold-chain workers once a week, counted from the last time",
            [["cn-qiu-2021", "2021-01-08"]],
            [
                told("screening.classification", "2021-01-11T09:00:00", worker("cold_chain_worker", "2021-01-11")),
                told("testing.sample", "2021-01-15T10:00:00", swab("2021-01-15T18:00:00")),
            ],
            standings=[["cold_chain_worker", "2021-01-11", "open"]],
            windows={"cold_chain_tested": ["01-11 09:00 → 01-18 09:00", "01-15 10:00 → 01-22 10:00"]},
        ),
        someone(
            "Qiu: staff of quarantine sites once a week",
            [["cn-qiu-2021", "2021-01-08"]],
            [told("screening.classification", "2021-01-11T09:00:00", worker("quarantine_site_staff", "2021-01-11"))],
            windows={"site_staff_tested": ["01-11 09:00 → 01-18 09:00"]},
        ),
        someone(
            "Qiu: every household once in seven days",
            [["cn-qiu-2021", "2021-01-08"]],
            [told("roll.household", "2021-01-09T09:00:00", {"status": "lived_in"})],
            subject="household:4",
            until="2021-01-20",
            windows={"household_coverage": ["01-08 00:00 → 01-15 00:00", "01-15 00:00 → 01-22 00:00"]},
        ),
    ]
