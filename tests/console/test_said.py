"""What pages say in the words of forms, and what they mark as different."""

import pytest

from gridward.console.words.differing import differing
from gridward.console.words.said import said
from gridward.kit.errors import Reason
from gridward.kit.text import Text

pytestmark = pytest.mark.no_database


def test_a_field_of_the_wire_is_called_what_forms_call_it() -> None:
    told = said(Reason(code="x", field="area", text=Text("area:没有这个区域。", "area: no such area.")))
    assert told == Text("区域:没有这个区域。", "Area: no such area.")
    wide = said(Reason(code="x", field="latitude", text=Text("latitude：填反了。", "latitude: swapped.")))
    assert wide == Text("纬度：填反了。", "Latitude: swapped.")


def test_a_field_of_a_body_is_called_so_where_every_kind_calls_it_so() -> None:
    told = said(Reason(code="x", field="body.health_code", text=Text("health_code:不应放行。", "health_code: not.")))
    assert told == Text("健康码:不应放行。", "Health code: not.")


def test_a_measured_field_is_called_what_its_own_kind_calls_it() -> None:
    far = Reason(code="x", field="body.head", text=Text("body.head:9999 超出。", "body.head: 9999 lies outside."))
    assert said(far, "livestock.inspection") == Text("存栏:9999 超出。", "Head: 9999 lies outside.")
    assert said(far) == far.text, "no one label for it"
    hot = Reason(code="x", field="body.temperature", text=Text("body.temperature:63.4。", "body.temperature: 63.4."))
    assert said(hot, "checkpoint.person").zh.startswith("体温")


def test_what_is_no_field_stays_as_it_is() -> None:
    plain = Text("“理由”未填:请写明。", "Reason: say why.")
    assert said(Reason(code="x", field="", text=plain)) == plain


def test_only_what_the_other_lacks_is_marked() -> None:
    before, after = "类别:湖北或武汉,操作:纳入", "类别:湖北或境外或武汉,操作:纳入"
    assert not any(lacks for _, lacks in differing(before, after))
    assert "".join(piece for piece, lacks in differing(after, before) if lacks) in {"境外或", "或境外"}
    assert "".join(piece for piece, _ in differing(after, before)) == after


def test_nothing_is_marked_in_two_that_are_the_same() -> None:
    assert differing("same, words", "same, words") == [("same, words", False)]
