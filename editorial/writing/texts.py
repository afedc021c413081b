"""The texts of a page and of its form, as plain lines: one for each paragraph or item of a list."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import unescape
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.html import strip_tags
from modelcluster.models import get_all_child_relations
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from directory.models.phone_field import PhoneField
from editorial.writing.hints import Text

# Of Wagtail's own fields those that somebody writes.
WAGTAILS = frozenset({"title", "seo_title", "search_description"})
NO_TEXT = (models.SlugField, models.URLField, models.FileField, PhoneField)
NUMBERS = frozenset({"number", "tax_code", "ipa_code", "postal_code", "province"})
# Short fields that hold sentences.
SENTENCES = frozenset(
    [
        "summary",
        "introduction",
        "notice",
        "status_reason",
        "activation",
        "hours_note",
        "where",
        "note",
        "bring",
        "reason",
        "search_description",
        "description",
    ]
)
# Written for the search or for the editors, or in the words of a law: no hints.
UNSEEN = frozenset({"citizen_words", "to_check"})
OFFICIAL = frozenset(
    [
        "seo_title",
        "legal_name",
        "terms_label",
        "source",
        "dpo_contact",
        "contact_office",
        "email",
        "pec",
        "contact_email",
        "legal_sources",
    ]
)
_BLOCK_END = re.compile(r"</(?:p|li|h\d|div|tr)>|<br\s*/?>", re.IGNORECASE)


def page_texts(page: Any) -> list[Text]:
    """Every text of a page, of its own type, and of its rows."""
    found = [text for field in _own(page) if (text := _text(page, field))]
    for relation in get_all_child_relations(type(page)):
        name = relation.get_accessor_name()
        # What Wagtail keeps beside every page (comments …) is no text of the page.
        if not relation.related_model._meta.app_label.startswith("wagtail"):
            found += _row_texts(name, getattr(page, name).all())
    return found


def shown_texts(texts: Iterable[Text]) -> list[Text]:
    """Those of `texts` that a reader sees and that their writer chose the words of."""
    hidden = UNSEEN | OFFICIAL
    return [text for text in texts if text.name.rpartition(".")[2] not in hidden]


def form_texts(form: Any) -> Iterator[tuple[Any, str, Text]]:
    """(form or form of a row, field, text) of all that was sent and can be read."""
    yield from _sent(form)
    for formset in getattr(form, "formsets", {}).values():
        formset.is_valid()  # Reads the rows, if nobody has yet.
        for row in formset.forms:
            if not getattr(row, "cleaned_data", {}).get("DELETE"):
                yield from _sent(row)


def _sent(form: Any) -> Iterator[tuple[Any, str, Text]]:
    for name, value in list(getattr(form, "cleaned_data", {}).items()):
        try:
            field = form.instance._meta.get_field(name)
        except FieldDoesNotExist:
            continue
        if name in form.fields and (text := text_of(field, value)):
            yield form, name, text


def _own(page: Any) -> Iterator[models.Field]:
    for field in page._meta.concrete_fields:
        if field.model is not Page or field.name in WAGTAILS:
            yield field


def _row_texts(name: str, rows: Iterable[Any]) -> Iterator[Text]:
    for row in rows:
        kind = str(row._meta.verbose_name)
        for field in row._meta.concrete_fields:
            if text := _text(row, field):
                label = f"{kind}: {text.label}"
                place = name if name in OFFICIAL else f"{name}.{field.name}"
                yield Text(place, label, text.plain, text.is_prose)


def _text(owner: Any, field: models.Field) -> Text | None:
    return text_of(field, field.value_from_object(owner))


def text_of(field: models.Field, value: Any) -> Text | None:
    """The plain text of a field's value; None for what is no text, or empty."""
    is_text = isinstance(field, models.CharField | models.TextField | StreamField)
    if not (value and is_text) or isinstance(field, NO_TEXT) or field.choices:
        return None
    if field.name in NUMBERS:
        return None
    is_prose = isinstance(field, models.TextField | StreamField)
    plain = _plain(field, value)
    if not plain:
        return None
    label = str(field.verbose_name)
    return Text(field.name, label, plain, is_prose or field.name in SENTENCES)


def _plain(field: models.Field, value: Any) -> str:
    if isinstance(field, StreamField):
        return "\n".join(lines(one) for one in _strings(field.get_prep_value(value)))
    return lines(value) if isinstance(field, RichTextField) else str(value).strip()


def _strings(stored: Any) -> Iterator[str]:
    """What a StreamField keeps of texts; the names of blocks are none."""
    if isinstance(stored, str):
        yield stored
    elif isinstance(stored, list):
        for item in stored:
            yield from _strings(item)
    elif isinstance(stored, dict):
        inner = [stored["value"]] if "value" in stored else list(stored.values())
        for item in inner:
            yield from _strings(item)


def lines(html: str) -> str:
    """Rich text without tags; the end of a paragraph or an item ends a line."""
    broken = _BLOCK_END.sub("\n", html)
    rows = (" ".join(line.split()) for line in unescape(strip_tags(broken)).split("\n"))
    return "\n".join(filter(None, rows))
