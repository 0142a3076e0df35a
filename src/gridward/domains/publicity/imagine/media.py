"""Reports in the media, and how often the area's accounts were read."""

from collections.abc import Iterator
from itertools import pairwise

from gridward.domains.publicity.figures import LEVELS, MEDIA_REPORTS, PLATFORMS, READS
from gridward.domains.publicity.imagine.town import Town
from gridward.kit.clock import DAY, iso
from gridward.plug.course import legs
from gridward.plug.hours import OFFICE, drawn
from gridward.plug.imagine import Draft

OUTLETS = {"county": "县融媒体中心", "city": "市日报", "province": "省电视台", "national": "中央媒体"}
HEADLINES = ("筑牢群防群治防线", "网格员的一天", "卡口上的坚守", "党员先锋在一线", "小喇叭传递大能量")


def media(town: Town) -> Iterator[Draft]:
    """Reports and reads."""
    yield from _reports(town)
    yield from _reads(town)


def _reports(town: Town) -> Iterator[Draft]:
    at, start = town.moments(MEDIA_REPORTS)
    usual = {"county": int(8 * town.busy), "city": int(4 * town.busy), "province": int(1.5 * town.busy)}
    stated = {member.code for member in LEVELS if town.facts.of(MEDIA_REPORTS.name, member.code)}
    above = [member.code for member in LEVELS if member.parent]
    spare = next((code for code in above if code not in stated), "city")
    root = town.world.root.code
    for code, course in town.courses(MEDIA_REPORTS, at, start, usual).items():
        level = spare if code == "city_up" else code
        for leg in legs(course, at, start):
            for when in drawn(leg.start, leg.end, leg.number, OFFICE, town.random):
                body = {
                    "platform": town.random.choice(("newspaper", "newspaper", "website", "app", "tv", "radio")),
                    "outlet": OUTLETS[level],
                    "outlet_level": level,
                    "title": town.random.choice(HEADLINES),
                    "published_at": iso(when),
                }
                yield from town.hand.write(
                    "publicity.post", root, when, body, subject=("area", root), device=f"publicity-{root}"
                )


def _reads(town: Town) -> Iterator[Draft]:
    """The counts of each account: every few days, and before each moment for which the number is stated."""
    at, start = town.moments(READS)
    root = town.world.root.code
    for code, course in town.courses(READS, at, start, {"wechat": int(town.people * 0.8 * town.busy)}).items():
        platform, before = code or PLATFORMS[0].code, 0
        for number, (begin, end) in enumerate(pairwise((start, *at))):
            grown = course[number] - before
            times = drawn(begin, end, 1 + min(8, (end - begin) // (2 * DAY)), OFFICE, town.random) if grown > 0 else []
            for place, when in enumerate(times, 1):
                total = before + grown * place // len(times)
                body = {"platform": platform, "total": total, "counted_at": iso(when)}
                yield from town.hand.write(
                    "publicity.reads",
                    root,
                    when,
                    body,
                    subject=("area", root),
                    device=f"publicity-{root}",
                    slip={"total": total * 10},
                )
            before = max(before, course[number])
