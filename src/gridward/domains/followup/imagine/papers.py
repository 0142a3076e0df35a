"""What is written when somebody is ordered, released or kept longer."""

from typing import Any

from gridward.domains.followup.imagine.stint import Inmate, Stint, natural_end, wire_date
from gridward.domains.followup.imagine.town import Town
from gridward.domains.followup.rules import days_of
from gridward.kit.clock import MINUTE, date_of, first_moment, iso
from gridward.plug.imagine import Draft

_EARLY = (
    ("cancelled", "wrong_person"),
    ("completed", "days_served_elsewhere"),
    ("cancelled", "days_served_elsewhere"),
    ("completed", "plan_changed"),
    ("converted", ""),
)


class Papers:
    """Orders and releases as they are written; `written` holds their drafts."""

    def __init__(self, town: Town) -> None:
        self.town = town
        self.written: list[Draft] = []
        self._number = 0

    def order(
        self, one: Inmate, at: int, clock_start: int, measure: str, *, clock: str = "order", fresh: bool = True
    ) -> Stint:
        """An order from `at` on, whose clock starts on a day number."""
        self._number += 1
        random, start = self.town.random, date_of(clock_start)
        body: dict[str, Any] = {
            "measure": measure,
            "clock": clock,
            "clock_start": wire_date(clock_start),
            "place": f"{self.town.world.root.name}集中隔离点" if measure == "facility_quarantine" else one.area,
            "issued": "document" if random.random() < 0.8 else "verbal",
        }
        if measure == "facility_quarantine":
            body["room"] = str(random.randrange(1, 6) * 100 + random.randrange(1, 25))
        elif measure != "self_monitoring":
            body["home_suitable"] = ["own_room", "handover_table", "protective_kit"]
        if body["issued"] == "document":
            body |= {"document_no": f"告知{self._number:04d}", "notice_signed_at": iso(at - at % MINUTE)}
        drafts = list(
            self.town.steady.write(
                "followup.order", one.area, at, body, subject=("person", one.ref), device=f"phone-{one.area}-doctor",
                slip={"issued": "verbal", "document_no": f"告知{self._number * 11:04d}"},
            )
        )  # fmt: skip
        self.written += drafts
        end = natural_end(clock_start, days_of(measure, start))
        return Stint(str(drafts[0].id), measure, at, end, since=at, fresh=fresh)

    def release(self, one: Inmate, stint: Stint, at: int, outcome: str) -> None:
        """An end before the last day; `outcome` is drawn when it is empty."""
        body: dict[str, Any] = {"order": stint.order, "effective_at": iso(at)}
        if outcome:
            body |= {"outcome": outcome, "to_area": "外县（市、区）"}
        else:
            outcome, reason = self.town.random.choices(_EARLY, (6, 4, 3, 2, 1))[0]
            body |= {"outcome": outcome, "certificate_no": f"解除{self._number:04d}"}
            body |= {"reason": reason} if reason else {}
            if outcome == "completed":
                body["conditions"] = ["temperature_normal", "no_symptoms"]
        self._write(one, at, body)
        stint.end, stint.outcome, stint.since = at, outcome, at

    def complete(self, one: Inmate, stint: Stint, at: int) -> None:
        """The end on the last day, with its certificate."""
        body = {"order": stint.order, "effective_at": iso(at), "outcome": "completed"}
        conditions = ["days_over", "temperature_normal", "no_symptoms"]
        self._write(one, at, body | {"conditions": conditions, "certificate_no": f"解除{len(self.written):05d}"})
        stint.end, stint.since = at, at

    def extend(self, one: Inmate, stint: Stint, at: int, last_day: int) -> None:
        """Keep somebody until the end of a later day."""
        body = {"order": stint.order, "effective_at": iso(at), "outcome": "extended", "reason": "later_exposure"}
        self._write(one, at, body | {"new_end": wire_date(last_day)})
        stint.end, stint.since = first_moment(last_day + 1), at

    def _write(self, one: Inmate, at: int, body: dict[str, Any]) -> None:
        subject = ("person", one.ref)
        device = f"phone-{one.area}-doctor"
        self.written += self.town.hand.write("followup.release", one.area, at, body, subject=subject, device=device)
