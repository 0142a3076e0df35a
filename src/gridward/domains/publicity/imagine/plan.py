"""How many activities of each front and posts of each platform there must be: posts and tasks are part of 云."""

from collections.abc import Sequence

from gridward.domains.publicity.figures import ACTIVITIES, FRONTS, GUIDANCE_TASKS, PLATFORMS, POSTS
from gridward.domains.publicity.imagine.town import Town
from gridward.plug.course import Course, Planner
from gridward.plug.figure import Figure, Member
from gridward.plug.imagine import Fact, Facts
from gridward.plug.settle import settled

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
    for whole in ("", "cloud", "posts"):
        facts = _together(facts, whole, start)
    return Planner(TREE, facts, at, start=start, usual=_usual(town)).courses()


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


def _together(facts: Facts, whole: str, start: int) -> Facts:
    """What is stated of a member and of its parts at different moments, settled."""
    parts = [member.code for member in TREE.members if member.parent == whole]
    family = {whole, *parts}
    mine = tuple(fact._replace(figure=f"of:{fact.member}", member="") for fact in facts.facts if fact.member in family)
    rest = tuple(fact for fact in facts.facts if fact.member not in family)
    told = settled(Facts(mine), _alone(whole), [_alone(part) for part in parts], start=start)
    found = (fact._replace(figure=TREE.name, member=fact.figure.removeprefix("of:")) for fact in told.facts)
    return Facts((*rest, *found))


def _alone(code: str) -> Figure:
    """A member as a figure of its own."""
    return Figure(
        name=f"of:{code}", label=ACTIVITIES.label, unit=ACTIVITIES.unit, of=ACTIVITIES.of, lines=ACTIVITIES.lines
    )
