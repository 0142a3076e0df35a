"""Whatever is typed into any field of any kind: the page comes back with the reason in the reader's language, and what
was typed is still there."""

from html import escape
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gridward.exchange.form import PREFIX, listed_of, parse
from gridward.exchange.shape import Shape, shapes_of
from gridward.plug.catalogue import CATALOGUE
from gridward.plug.kind import EntryKind
from tests.console.cast import EAST, Cast, in_english
from tests.console.test_form_round_trip import ALL

WRONG = {
    "whole": ["three", "1.5", "1e999", "-", "9" * 40, "NaN"],
    "number": ["warm", "1.23456789", "∞", "--1", "0x10"],
    "date": ["yesterday", "2020-13-40", "10.2.2020"],
    "moment": ["noon", "2020-02-30T07:00", "25:00"],
    "yes_no": ["perhaps"],
    "text": ["x" * 5000],
    "link": ["y" * 300],
    "choice": ["none of these"],
}


def _fields(kind: EntryKind) -> list[tuple[str, Shape]]:
    found = []
    for shape in shapes_of(kind):
        if shape.type == "rows":
            prefix = f"{PREFIX}{shape.name}.0."
            found += [(prefix + row.name, row) for row in shape.rows]
        else:
            found.append((PREFIX + shape.name, shape))
    return found


CASES = [
    (kind, post, text)
    for kind in ALL
    for post, shape in _fields(kind)
    for text in WRONG["choice" if listed_of(shape) else shape.type]
]


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.name)
def test_a_wrong_answer_is_named_in_both_languages(kind: EntryKind) -> None:
    for _kind, post, text in (case for case in CASES if case[0] is kind):
        _body, errors = parse(kind, {post: [text]})
        about = [error for error in errors if error.field == post and error.code != "required"]
        assert about, (post, text)
        for error in about:
            assert any("\u4e00" <= sign <= "\u9fff" for sign in error.text.zh)
            assert error.text.en.isascii() or "“" in error.text.en
            assert error.text.zh.endswith("。")
            assert error.text.en.endswith(".")


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_nothing_that_is_posted_breaks_the_reading(data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from(ALL))
    names = [post for post, _shape in _fields(kind)]
    tails = st.sampled_from(["", ".kept", ".kind", ".0", ".1.x", ".99999.y", ".kept_label"])
    posts = st.builds(lambda name, tail: name + tail, st.sampled_from(names), tails)
    posted: dict[str, Any] = data.draw(st.dictionaries(posts, st.lists(st.text(max_size=20), max_size=3), max_size=8))
    body, errors = parse(kind, posted)
    assert isinstance(body, dict)
    assert all(error.text.zh and error.text.en for error in errors)


def test_pages_come_back_with_the_reason_and_what_was_typed(cast: Cast) -> None:
    for kind in CATALOGUE.kinds.values():
        if cast.lin.get(f"/record/{kind.name}/").status_code != 200:
            continue
        wrong = {post: text for _kind, post, text in CASES if _kind is kind}
        envelope = {"area": "no such area", "happened_at": "some day", "subject": "door <3>", "by": "somebody"}
        for language, word in (("zh", "处需要改正"), ("en", "to put right")):
            cast.lin.post("/language/", {"language": language})
            answer = cast.lin.post(f"/record/{kind.name}/", envelope | wrong)
            assert answer.status_code == 200, kind.name
            found = answer.content.decode()
            assert word in found
            assert 'role="alert"' in found
            assert "no such area" in found
            for post, text in wrong.items():
                if 'type="radio" name="' + post not in found and f'type="checkbox" name="{post}"' not in found:
                    assert f'name="{post}"' in found
                    assert escape(text) in found or f'<select class="box" id="{post}"' in found, (kind.name, post)


ENVELOPES = [
    ({"area": ""}, "“区域”未填", "“Area” is empty"),
    ({"area": "Nowhere"}, "不是您职责范围内的区域", "is no area that your office covers"),
    ({"happened_at": ""}, "“发生时间”未填", "“Happened at” is empty"),
    ({"happened_at": "tomorrow"}, "不是日期或时间", "is not a date or time"),
    ({"happened_at": "2031-01-01T00:00"}, "还没有到", "is still to come"),
    ({"subject": ""}, "“住户”未填", "“Household” is empty"),
]


@pytest.mark.parametrize(("wrong", "zh", "en"), ENVELOPES)
def test_the_envelope_is_checked_too(cast: Cast, wrong: dict[str, str], zh: str, en: str) -> None:
    right = {"area": EAST, "happened_at": "2020-02-06T08:00", "subject": "door 1"}
    assert zh in cast.lin.post("/record/toy.visit/", right | wrong).content.decode()
    assert en in in_english(cast.lin).post("/record/toy.visit/", right | wrong).content.decode()


@pytest.mark.parametrize(
    "address",
    [
        "/?as_of=soon",
        "/figures/toy.cars/?known_at=-1",
        "/ledger/?from=10.2.",
        "/ledger/?after=x",
        "/figures/toy.cars/?member=x",
    ],
)
def test_a_wrong_address_is_answered_in_both_languages(cast: Cast, address: str) -> None:
    answer = cast.lin.get(address)
    assert answer.status_code == 400
    found = answer.content.decode()
    assert "这个请求无法处理" in found
    assert "This request cannot be answered" in found
    assert "Traceback" not in found


def test_what_is_refused_names_its_field(cast: Cast) -> None:
    """So that the page can say it at the field and put the cursor there."""
    answer = cast.lin.post("/view-as/", {"account": "chen", "reason": ""})
    assert 'data-fault="reason"' in answer.content.decode()


def test_an_empty_password_is_named_in_both_languages(cast: Cast) -> None:
    for language, words in (("zh", "“新密码”未填，请填写。"), ("en", "“New password” is empty; fill it in.")):
        cast.lin.post("/language/", {"language": language})
        assert words in cast.lin.post("/password/", {}).content.decode()
