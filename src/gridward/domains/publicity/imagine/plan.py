"""How many activities of each front and posts of each platform there must be: posts and tasks are part of 云."""

from collections.abc import Sequence

from gridward.domains.publicity.figures import ACTIVITIES, FRONTS, GUIDANCE_TASKS, PLATFORMS, POSTS
from gridward.domains.publicity.imagine.town import Town
from gridward.plug.course import Course
from gridward.plug.figure import Figure, Member
from gridward.plug.imagine import Fact, Facts

PART = "posts."
TREE = Figure(
    name="all",
    label=ACTIVITIES.label,
    unit=ACTIVITIES.unit,
    of=ACTIVITIES.of,
    lines=ACTIVITIES.lines,
    members=(
        *FRONTS,
        Member(code="posts", label=POSTS.label, parent="cloud"),
        Member(code="tasks", label=GUIDANCE_TASKS.label, parent="cloud"),
        *(Member(code=f"{PART}{one.code}", label=one.label, parent="posts") for one in PLATFORMS),
    ),
)
"""Everything that counts as an activity, with the figures of its parts as members."""


def planned(town: Town, at: Sequence[int], start: int) -> dict[str, Course]:
    """The courses of the tree's members: each their own lines, what they sum not included."""
    facts = Facts(tuple(found for fact in town.facts.facts if (found := _placed(fact)) is not None))
    return town.courses(TREE, at, start, _usual(town), facts=facts)


def _usual(town: Town) -> dict[str, int]:
    if not town.busy:
        return {}
    villages, often = len(town.villages), town.busy
    found = {
        "sound": int(4 * villages * often) + 1,
        "live": int(2 * villages * often) + 1,
        "cloud": int(16 * often) + 1,
    }
    return found | {f"{PART}wechat": int(20 * often) + 1, f"{PART}app": int(6 * often), f"{PART}weibo": int(4 * often)}


def _placed(fact: Fact) -> Fact | None:
    """A fact about one of the figures as one about a member of the tree."""
    codes = {
        ACTIVITIES.name: fact.member,
        POSTS.name: f"{PART}{fact.member}" if fact.member else "posts",
        GUIDANCE_TASKS.name: "tasks",
    }
    if fact.figure not in codes or fact.value is None:
        return None
    return fact._replace(figure=TREE.name, member=codes[fact.figure])
