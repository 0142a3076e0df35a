"""The numbering of headings: 一、二、三、 in Chinese, 1. 2. 3. in English."""

from gridward.kit.text import Lang

_ONES = ("", "一", "二", "三", "四", "五", "六", "七", "八", "九")


def ordinal(number: int, lang: Lang) -> str:
    """The mark before heading `number` (1 to 99)."""
    if lang == "en":
        return f"{number}. "
    tens, ones = divmod(number, 10)
    mark = f"{_ONES[tens] if tens > 1 else ''}{'十' if tens else ''}{_ONES[ones]}"
    return f"{mark}、"
