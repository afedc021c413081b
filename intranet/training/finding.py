"""Courses and their material in the restricted search: two queries."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.urls import reverse

from intranet.entry.access import Access
from intranet.finding import Hit
from intranet.finding.rows import holds_all
from intranet.models import TrainingCourse, TrainingMaterial

KIND = "Formazione"
ABOUT = 160


def find(access: Access, words: Sequence[str], limit: int) -> list[Hit]:
    """What holds all the words; courses before material."""
    courses = _holding(TrainingCourse.objects.readable(access), words)[:limit]
    materials = _holding(TrainingMaterial.objects.readable(access), words)
    materials = materials.select_related("course").order_by("title", "pk")[:limit]
    hits = [Hit(one.title, _url(one.pk), KIND, one.about[:ABOUT]) for one in courses]
    hits += [
        Hit(
            one.title,
            f"{_url(one.course_id)}#materiale-{one.pk}",
            KIND,
            one.course.title,
        )
        for one in materials
    ]
    return hits[:limit]


def _holding(rows: Any, words: Sequence[str]) -> Any:
    return rows.filter(holds_all(words)) if words else rows.none()


def _url(pk: int) -> str:
    return reverse("training_course", args=[pk])
