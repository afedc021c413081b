"""B's restricted work with C: a course, meetings with their minutes, a private file."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from intranet.entry.access import access_of
from intranet.files.actions import keep_file
from intranet.finding.matching import listed_words
from intranet.meetings import actions
from intranet.meetings.actions.convening import Plan
from intranet.meetings.actions.minutes import Task, Written
from intranet.models import (
    Enrolment,
    Meeting,
    TrainingCourse,
    TrainingMaterial,
    TrainingSession,
)
from network.models import AgreementPage
from tests.intranet.files.documents import pdf, upload
from tests.walk.objects import ANSWERS, KEEPERS, World

INSIDE = (ANSWERS, *KEEPERS)
HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)


def build_work(world: World) -> None:
    """Of the agreement in force, that of B and C."""
    agreement = AgreementPage.objects.get(title="In vigore")
    world.number("agreement", agreement.pk)
    _course(world, agreement)
    _meeting(world, agreement)
    _file(world)


def _words(world: World, thing: str, *texts: str) -> tuple[str, ...]:
    return tuple(world.hide(text, thing, INSIDE) for text in texts)


def _course(world: World, agreement: AgreementPage) -> None:
    title, about, place = _words(
        world, "a course", "canmimosa", "canorchidea", "canpapavero"
    )
    course = TrainingCourse.objects.create(
        agreement=agreement,
        organisation=world.b,
        title=title,
        about=about,
        published_at=timezone.now(),
        search_text=listed_words(title, about),
    )
    starts = timezone.now() + 10 * DAY
    session = TrainingSession.objects.create(
        course=course, starts_at=starts, ends_at=starts + HOUR, place=place, seats=5
    )
    text, held = _words(world, "material of a course", "canpetunia", "canprimula")
    material = TrainingMaterial.objects.create(
        course=course, place=1, kind="testo", title=text, text=held
    )
    Enrolment.objects.create(
        session=session,
        user=world.people[ANSWERS],
        organisation=world.b,
        enrolled_at=timezone.now(),
    )
    world.number("course", course.pk)
    world.number("course_meeting", session.pk)
    world.number("course_material", material.pk)
    world.shown_at(
        f"/intranet/formazione/{course.pk}/", title, about, place, text, held
    )


def _meeting(world: World, agreement: AgreementPage) -> None:
    title, place = _words(world, "a meeting", "canranuncolo", "canrosmarino")
    said, task = _words(world, "minutes of a meeting", "cansalvia", "cantiglio")
    now, by = timezone.now(), access_of(world.people[ANSWERS], timezone.localdate())
    starts = now + 10 * DAY
    bodies = {world.b.pk, *_others(world, agreement)}
    plan = Plan(
        kind="update",
        agreement_id=agreement.pk,
        title=title,
        starts_at=starts,
        ends_at=starts + HOUR,
        agenda_closes_on=timezone.localdate() + 8 * DAY,
        bodies=frozenset(bodies),
        place=place,
    )
    meeting = actions.prepare_meeting(plan=plan, by=by, at=now)
    actions.convene(meeting=meeting, by=by, at=now)
    # It was yesterday.
    past = {"starts_at": now - DAY, "ends_at": now - DAY + HOUR}
    Meeting.objects.filter(pk=meeting.pk).update(**past)
    meeting = Meeting.objects.get(pk=meeting.pk)
    rows = list(meeting.bodies.values_list("pk", flat=True))
    actions.note_attendance(meeting=meeting, bodies=rows, people=[], by=by, at=now)
    written = Written(
        text=said, decisions=[], tasks=[Task(task, world.b.pk, timezone.localdate())]
    )
    actions.write_minutes(
        meeting=Meeting.objects.get(pk=meeting.pk), written=written, by=by, at=now
    )
    world.number("meeting", meeting.pk)
    world.number("meeting_body", *rows)
    world.number("meeting_task", *meeting.tasks.values_list("pk", flat=True))
    world.number("agenda_item", *(meeting.items.values_list("pk", flat=True) or [1]))
    world.number("meeting_document", 1)
    world.shown_at(f"/intranet/riunioni/{meeting.pk}/", title, place)
    world.shown_at(f"/intranet/riunioni/{meeting.pk}/verbale/", said, task)


def _others(world: World, agreement: AgreementPage) -> list[int]:
    parties = agreement.parties.exclude(organisation=world.b)
    return list(parties.values_list("organisation_id", flat=True))


def _file(world: World) -> None:
    title, name = _words(world, "a private file", "cantimo", "cantulipano")
    held = world.hide("canviolacciocca", "the text of a private file", INSIDE)
    file = keep_file(
        upload=upload(f"{name}.pdf", pdf(held)),
        title=title,
        organisation_id=world.b.pk,
        by=world.people[ANSWERS],
        at=timezone.now(),
    )
    world.number("private_file", file.key)
    world.shown_at(f"/intranet/file/{file.key}/scheda/", title, name)
    world.shown_at(f"/intranet/cerca/?q={held}", held)
