"""A bulletin as JSON, `schema` 1: fields are only added."""

import json

from gridward.document.bulletin import Bulletin, Json, Number, Section, Sentence
from gridward.kit import clock
from gridward.kit.text import Lang


def render(bulletin: Bulletin, lang: Lang) -> bytes:
    """UTF-8 JSON: the text in `lang` as runs, every figure with its value, and the full seal."""
    return (json.dumps(_document(bulletin, lang), ensure_ascii=False, indent=1) + "\n").encode()


def _document(bulletin: Bulletin, lang: Lang) -> Json:
    proof, issued_by = bulletin.proof, bulletin.issued_by
    return {
        "document": "bulletin",
        "schema": 1,
        "name": bulletin.name,
        "version": bulletin.version,
        "lang": lang,
        "area": {"code": bulletin.area, "name": bulletin.area_name.say(lang)},
        "as_of": clock.iso(bulletin.as_of),
        "position": proof.position,
        "watermark": proof.position,
        "seal": proof.seal,
        "sealed_at": _iso(proof.sealed_at),
        "issued_at": _iso(bulletin.issued_at),
        "issued_by": issued_by.say(lang) if issued_by else None,
        "packs": [{"id": pack.id, "name": pack.label.say(lang), "verified": pack.verified} for pack in bulletin.packs],
        "masthead": bulletin.masthead.say(lang),
        "title": bulletin.title.say(lang),
        "opening": _sentence(bulletin.opening, lang),
        "sections": [_section(section, lang) for section in bulletin.sections],
        "figures": [_number(number, lang) for number in bulletin.numbers],
    }


def _section(section: Section, lang: Lang) -> Json:
    silence = section.silence
    return {
        "name": section.name,
        "title": section.title.say(lang),
        "silence": silence.say(lang) if silence else None,
        "sentences": [] if silence else [_sentence(sentence, lang) for sentence in section.sentences],
        "notes": list(section.notes),
    }


def _sentence(sentence: Sentence, lang: Lang) -> Json:
    runs = [{"text": run.text, "note": run.note or None, "words": run.words} for run in sentence.say(lang)]
    return {"text": sentence.plain(lang), "runs": runs}


def _number(number: Number, lang: Lang) -> Json:
    value = number.value
    return {
        "note": number.note,
        "name": value.name,
        "member": value.member,
        "label": number.label.say(lang),
        "unit": value.unit,
        "scale": value.scale,
        "value": value.value,
        "reported": value.reported,
        "expected": value.expected,
        "nothing": value.nothing,
        "as_of": clock.iso(number.as_of),
        "exact": number.exact.say(lang),
        "link": number.link,
    }


def _iso(at: int | None) -> str | None:
    return None if at is None else clock.iso(at)
