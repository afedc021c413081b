"""The letters about a meeting, with the invitation that a calendar understands."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db.models import Max
from django.template.loader import render_to_string
from django.urls import reverse

from accounts.mail import absolute
from core.calendar_file import CalendarEvent, Mailbox, Method, calendar
from core.office import office
from intranet.models import Meeting, MeetingLetter, MeetingLetterKind

SUBJECTS = {
    MeetingLetterKind.INVITATION: "Invito: {}",
    MeetingLetterKind.CHANGE: "Cambia: {}",
    MeetingLetterKind.CANCELLATION: "Annullata: {}",
    MeetingLetterKind.REMINDER: "Promemoria: {}",
    MeetingLetterKind.APPROVAL: "Verbale da approvare: {}",
    MeetingLetterKind.APPROVAL_REMINDER: "Verbale ancora da approvare: {}",
}
# It takes place, without this person.
NOT_INVITED = "Non sei più tra gli invitati: {}"
METHODS = {
    MeetingLetterKind.INVITATION: Method.REQUEST,
    MeetingLetterKind.CHANGE: Method.REQUEST,
    MeetingLetterKind.CANCELLATION: Method.CANCEL,
}
ABOUT_MINUTES = (MeetingLetterKind.APPROVAL, MeetingLetterKind.APPROVAL_REMINDER)


def letter_for(letter: MeetingLetter) -> EmailMultiAlternatives | None:
    """The mail; None where it would no longer be true."""
    kind, meeting = MeetingLetterKind(letter.kind), letter.meeting
    if not _is_true(letter):
        return None
    message = EmailMultiAlternatives(
        " ".join(_subject(letter).format(meeting.title).split()),
        render_to_string("intranet/meetings/mail.txt", context_of(letter)),
        to=[letter.user.email],
        headers={"Auto-Submitted": "auto-generated"},
    )
    if method := METHODS.get(kind):
        text = invitation(letter, method)
        message.attach_alternative(text, f"text/calendar; method={method}")
    return message


def _subject(letter: MeetingLetter) -> str:
    kind = MeetingLetterKind(letter.kind)
    is_off = letter.meeting.state == "cancelled"
    if kind == MeetingLetterKind.CANCELLATION and not is_off:
        return NOT_INVITED
    return SUBJECTS[kind]


def _is_true(letter: MeetingLetter) -> bool:
    """Of two changes in one minute the last one is told; minutes wait only while they are out."""
    meeting, kind = letter.meeting, MeetingLetterKind(letter.kind)
    if kind in ABOUT_MINUTES:
        minutes = getattr(meeting, "minutes", None)
        return minutes is not None and minutes.state == "sent"
    if kind == MeetingLetterKind.CHANGE:
        return meeting.is_convened and letter.sequence == meeting.sequence
    return kind == MeetingLetterKind.CANCELLATION or meeting.is_convened


def context_of(letter: MeetingLetter) -> dict[str, Any]:
    """What the text says."""
    meeting = letter.meeting
    name = "meeting_minutes" if letter.kind in ABOUT_MINUTES else "meeting"
    return {
        "kind": letter.kind,
        "meeting": meeting,
        "is_off": meeting.state == "cancelled",
        "url": absolute(reverse(name, args=[meeting.pk])),
        "service_name": settings.WAGTAIL_SITE_NAME,
    }


def invitation(letter: MeetingLetter, method: Method) -> str:
    """The file of an invitation, of its change or of its end, to one person alone."""
    to = Mailbox(letter.user.name, letter.user.email)
    is_off = method is Method.CANCEL
    # Whoever is no longer invited is not told where.
    where = {"place": "", "text": "", "url": ""} if is_off else {}
    # Of two with one number the later one counts: so the moment is the letter's.
    event = event_of(
        letter.meeting,
        **where,
        attendees=(to,),
        is_cancelled=is_off,
        changed_at=letter.written_at,
        sequence=_number(letter),
    )
    return calendar([event], method=method)


def _number(letter: MeetingLetter) -> int:
    """Never below what this person's calendar was told before."""
    told = MeetingLetter.objects.filter(meeting=letter.meeting, user=letter.user)
    highest = told.aggregate(Max("sequence"))["sequence__max"]
    return max(letter.meeting.sequence, letter.sequence, highest or 0)


def event_of(meeting: Meeting, **more: Any) -> CalendarEvent:
    """The meeting as calendars keep it: the same one for ever."""
    url = absolute(reverse("meeting", args=[meeting.pk]))
    facts: dict[str, Any] = {
        "changed_at": meeting.changed_at,
        "place": meeting.place or meeting.video_url,
        "text": _text(meeting, url),
        "url": url,
        "is_cancelled": meeting.state == "cancelled",
        "sequence": meeting.sequence,
        "organiser": office(),
    }
    return CalendarEvent(
        uid=f"{meeting.key}@riunioni",
        title=meeting.title,
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        **facts | more,
    )


def _text(meeting: Meeting, url: str) -> str:
    video = f"Collegamento video: {meeting.video_url}" if meeting.video_url else ""
    return "\n".join(filter(None, [video, f"Ordine del giorno e risposta: {url}"]))
