"""A printed number is true: what a reader may conclude from 余, 超, 约 or 万 holds for the number behind it."""

from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from gridward.document.amount import percent, tell, text
from gridward.document.wording import Wording, wording
from gridward.kit.errors import Refusal

pytestmark = pytest.mark.no_database

NUMBERS = st.one_of(
    st.integers(0, 99_999).map(Decimal),
    st.integers(0, 10**11).map(Decimal),
    st.integers(0, 10**9).map(lambda cents: Decimal(cents).scaleb(-2)),
)
DIGITS = st.sampled_from([0, 1, 2, 3, 4])


def read_zh(printed: str) -> tuple[str, Decimal, Decimal]:
    """What a reader takes from a Chinese number: its word, the number, and one unit of its last non-zero digit."""
    word = next((mark for mark in ("约", "超", "余") if mark in printed), "")
    figure = printed.replace(word, "") if word else printed
    size = {"万": 4, "亿": 8}.get(figure[-1], 0)
    bare = figure.rstrip("万亿")
    number = Decimal(bare).scaleb(size)
    kept = number.normalize()
    return word, number, Decimal(1).scaleb(int(kept.as_tuple().exponent))


@given(NUMBERS, DIGITS)
def test_upwards_of_is_at_least_that_and_less_than_one_more_of_the_last_digit(number, digits):
    word, printed, step = read_zh(text(tell(number, Wording(qualifier="余", digits=digits))).zh)
    if word == "余":
        assert printed < number < printed + step
    else:
        assert printed == number


@given(NUMBERS, DIGITS)
def test_over_is_strictly_below_the_number(number, digits):
    word, printed, _ = read_zh(text(tell(number, Wording(qualifier="over", digits=digits))).zh)
    assert printed < number if word == "超" else printed == number


@given(NUMBERS, DIGITS, st.sampled_from([None, 0, 1, 2]))
def test_about_is_within_two_per_cent(number, digits, wan):
    word, printed, _ = read_zh(text(tell(number, Wording(qualifier="about", digits=digits, wan=wan))).zh)
    assert abs(printed - number) <= number * Decimal("0.02") if word == "约" else printed == number


@given(NUMBERS, st.sampled_from([0, 1, 2]))
def test_wan_is_exact_at_the_precision_it_states(number, decimals):
    said = text(tell(number, Wording(wan=decimals)))
    _, printed, _ = read_zh(said.zh)
    if number < 10_000:
        assert printed == number
    else:
        assert abs(printed - number) <= Decimal(5_000).scaleb(-decimals)
        assert said.en.startswith("about ") == (printed != number)


@given(NUMBERS)
def test_exact_keeps_every_digit(number):
    said = text(tell(number, Wording()))
    assert Decimal(said.zh) == Decimal(said.en.replace(",", "")) == number


@given(NUMBERS, st.sampled_from(["exact", "about", "over", "余"]), DIGITS)
def test_both_languages_print_the_same_number(number, qualifier, digits):
    said = text(tell(number, Wording(qualifier=qualifier, digits=digits)))
    bare = said.en.removeprefix("about ").removeprefix("over ").replace(",", "")
    for word, size in ((" million", 6), (" billion", 9)):
        if bare.endswith(word):
            bare = str(Decimal(bare.removesuffix(word)).scaleb(size))
    assert Decimal(bare) == read_zh(said.zh)[1]


@pytest.mark.parametrize(
    ("number", "words", "zh", "en"),
    [
        ("2460000", "about", "约246万", "about 2.46 million"),
        ("2463120", "about", "约246万", "about 2.46 million"),
        ("130001", "over", "超13万", "over 130,000"),
        ("130000", "over", "130000", "130,000"),
        ("253", "余", "250余", "over 250"),
        ("250", "余", "250", "250"),
        ("31400", "余", "3.1万余", "over 31,000"),
        ("31000", "余", "31000", "31,000"),
        ("3210", "余, digits=1", "3000余", "over 3,000"),
        ("93", "余, digits=1", "90余", "over 90"),
        ("7", "余", "7", "7"),
        ("73000", "万.1", "7.3万", "73,000"),
        ("73412", "万.1", "7.3万", "about 73,000"),
        ("70012", "万.1", "7.0万", "about 70,000"),
        ("9876", "万.1", "9876", "9,876"),
        ("14858", "", "14858", "14,858"),
        ("32000000", "about", "约3200万", "about 32 million"),
        ("123456789", "about", "约1.23亿", "about 123 million"),
        ("36.5", "", "36.5", "36.5"),
        ("0", "about", "0", "0"),
        ("-5", "余", "-5", "-5"),
    ],
)
def test_as_the_seeds_print_it(number, words, zh, en):
    said = text(tell(Decimal(number), wording(words, field="x")))
    assert (said.zh, said.en) == (zh, en)


@given(st.integers(0, 10**6), st.integers(1, 10**6))
@example(1002, 1001)
def test_a_share_is_never_rounded_up_to_the_whole(part, whole):
    printed = percent(Decimal(part), Decimal(whole))
    assert (printed == "100%") == (part == whole)
    assert (printed == "0%") == (part == 0)


@pytest.mark.parametrize("words", ["circa", "digits=9", "by=", "at=25:00", "over; about", "万.9"])
def test_an_unknown_word_is_refused_with_the_words_there_are(words):
    with pytest.raises(Refusal) as refused:
        wording(words, field="section[one]")
    assert refused.value.reasons[0].field == "section[one]"
    assert "about" in refused.value.reasons[0].text.en
