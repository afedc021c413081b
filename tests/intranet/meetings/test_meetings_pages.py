"""The pages: who gets them, what they say, and at what cost."""

from __future__ import annotations

import datetime as dt
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from intranet.meetings import actions
from intranet.models import (
    AgendaItem,
    Meeting,
    MeetingDecision,
    MeetingDocument,
    MeetingPerson,
    MeetingTask,
    PrivateFile,
)
from network.models import Duty
from tests.factories import make_member
from tests.intranet.conftest import agree, client_of
from tests.intranet.meetings.conftest import access, attend, hold, plan_for, wrote

pytestmark = pytest.mark.django_db


def get(user, name, *args, **more):
    return client_of(user).get(reverse(name, args=args), **more)


def text(answer):
    return answer.content.decode()


def form_data(agreement, *bodies, **more):
    day = timezone.localdate() + dt.timedelta(days=20)
    facts = {
        "kind": "update",
        "agreement": agreement.pk,
        "title": "Incontro d'inverno",
        "day": day.isoformat(),
        "starts": "10:00",
        "ends": "12:00",
        "place": "Sala Giunta",
        "bodies": [body.pk for body in bodies],
        "agenda_closes_on": (day - dt.timedelta(days=2)).isoformat(),
    }
    return facts | more


OF_A_MEETING = ("meeting", "meeting_gathered", "meeting_agenda", "meeting_calendar")


@pytest.mark.parametrize("name", OF_A_MEETING)
def test_who_is_invited_reads_and_nobody_else_learns_that_it_is_there(
    meeting, name, operator, other_operator, coordinator, home, outside_body
):
    for user in (operator, other_operator, coordinator):
        assert get(user, name, meeting.pk).status_code == 200
    agree(home, outside_body, meeting.convener, title="Altro accordo")
    stranger = make_member(outside_body, "manager", "altrove@example.org")
    assert get(stranger, name, meeting.pk).status_code == 404
    assert get(stranger, name, meeting.pk + 99).status_code == 404


def test_a_draft_is_not_there_for_the_invited(draft, other_operator, manager):
    assert get(other_operator, "meeting", draft.pk).status_code == 404
    assert "Convoca" in text(get(manager, "meeting", draft.pk))


def test_a_manager_prepares_and_convenes(manager, agreement, body, other_body):
    client = client_of(manager)
    assert client.get(reverse("meeting_new")).status_code == 200
    answer = client.post(reverse("meeting_new"), form_data(agreement, body, other_body))
    meeting = Meeting.objects.get()
    assert answer.headers["Location"] == reverse("meeting", args=[meeting.pk])
    assert meeting.convener_id == body.pk
    page = text(client.get(reverse("meeting_convene", args=[meeting.pk])))
    assert "nessuna persona con un accesso" in page
    client.post(reverse("meeting_convene", args=[meeting.pk]))
    assert Meeting.objects.get().is_convened


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"ends": "09:00"}, "Finirebbe prima di cominciare"),
        (
            {"day": "2099-03-29", "starts": "02:30", "ends": "03:00"},
            "Finirebbe prima di cominciare",
        ),
        ({"day": "2020-01-01"}, "già passato"),
        ({"place": ""}, "Scrivi dove ci si vede"),
        ({"bodies": []}, "Invita almeno un ente"),
        ({"note": "Per RSSMRA80A01F205X"}, "codice fiscale"),
        ({"agenda_closes_on": "2999-01-01"}, "al massimo fino al giorno"),
        ({"day": "ieri"}, "data valida"),
        ({"agreement": "0"}, "Scegli"),
        ({"starts": ""}, "obbligatorio"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_typed_is_lost(
    manager, agreement, body, other_body, wrong, says
):
    data = form_data(agreement, body, other_body, title="Da non perdere") | wrong
    answer = client_of(manager).post(reverse("meeting_new"), data)
    assert answer.status_code == 200
    assert says in text(answer)
    assert "Da non perdere" in text(answer)
    assert not Meeting.objects.exists()


def test_an_operator_is_sent_back_from_what_is_not_theirs(meeting, other_operator):
    client = client_of(other_operator)
    assert client.get(reverse("meeting_new")).status_code == 302
    for name in ("change", "convene", "cancel", "propose", "attendance", "attest"):
        address = reverse(f"meeting_{name}", args=[meeting.pk])
        assert client.get(address).status_code == 302, name
    answer = client.get(reverse("meeting_change", args=[meeting.pk]), follow=True)
    assert "Questo non lo puoi fare" in text(answer)


def test_an_answer_without_a_delegate_comes_back_with_its_error(
    meeting, other_referent
):
    client = client_of(other_referent)
    address = reverse("meeting_answer", args=[meeting.pk])
    answer = client.post(address, {"answer": "delegates"})
    assert answer.status_code == 200
    assert "Scegli a chi deleghi" in text(answer)
    assert client.post(address, {"answer": "comes"}).status_code == 302
    assert MeetingPerson.objects.get(user=other_referent).answer == "comes"


def test_the_other_body_proposes_what_was_gathered(meeting, other_referent, other_body):
    client = client_of(other_referent)
    address = reverse("meeting_propose", args=[meeting.pk])
    assert 'value="La sala"' in text(client.get(f"{address}?su=La+sala"))
    sent = {"title": "La sala", "organisation": other_body.pk}
    assert client.post(address, sent).status_code == 302
    item = AgendaItem.objects.get()
    assert item.organisation_id == other_body.pk
    change = reverse("meeting_item", args=[meeting.pk, item.pk])
    assert "La sala" in text(client.get(change))
    client.post(change, {"title": "La saletta", "organisation": other_body.pk})
    assert AgendaItem.objects.get().title == "La saletta"
    away = reverse("meeting_item_withdraw", args=[meeting.pk, item.pk])
    # What somebody wrote is asked about before it is gone.
    assert f'href="{away}"' in text(get(other_referent, "meeting", meeting.pk))
    assert "«La saletta»" in text(client.get(away))
    assert AgendaItem.objects.exists()
    client.post(away)
    assert not AgendaItem.objects.exists()


def minutes_data(**more):
    facts = {"text": "Resoconto"}
    for prefix in ("decisions", "tasks"):
        facts |= {f"{prefix}-TOTAL_FORMS": "3", f"{prefix}-INITIAL_FORMS": "0"}
    return facts | more


def test_minutes_are_written_sent_approved_and_printed(
    held, manager, other_referent, other_body
):
    client = client_of(manager)
    address = reverse("meeting_minutes_write", args=[held.pk])
    assert client.get(address).status_code == 200
    due = timezone.localdate() + dt.timedelta(days=5)
    sent = minutes_data(
        **{
            "decisions-1-text": "Si fa.",
            "tasks-0-text": "Scrivere a tutti",
            "tasks-0-organisation": other_body.pk,
            "tasks-0-person": other_referent.pk,
            "tasks-0-due_on": due.isoformat(),
        }
    )
    assert client.post(address, sent).status_code == 302
    assert MeetingDecision.objects.get().text == "Si fa."
    assert MeetingTask.objects.get().person == other_referent
    assert get(other_referent, "meeting_minutes", held.pk).status_code == 302
    client.post(reverse("meeting_minutes_send", args=[held.pk]))
    page = text(get(other_referent, "meeting_minutes", held.pk))
    assert "Scrivere a tutti" in page
    assert "In approvazione" in page
    row = held.bodies.get(organisation=other_body)
    approve = reverse("meeting_minutes_approve", args=[held.pk, row.pk])
    other = client_of(other_referent)
    assert "Scrivi che cosa va corretto" in text(
        other.post(approve, {"says": "correct"})
    )
    other.post(approve, {"says": "approve"})
    assert "Non si cambia più" in text(get(other_referent, "meeting_minutes", held.pk))
    assert "Questo non lo puoi fare" in text(client.get(address, follow=True))
    done = reverse("meeting_task_done", args=[MeetingTask.objects.get().pk])
    back = other.post(done, {"fatto": "1", "torna": "https://example.org/"})
    assert back.headers["Location"] == reverse("meeting_tasks")
    assert MeetingTask.objects.get().done_on


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ({"tasks-0-text": "Scrivere"}, "Scegli l&#x27;ente che se ne occupa"),
        ({"tasks-0-due_on": "2999-01-01"}, "Scrivi che cosa c&#x27;è da fare"),
        ({"decisions-0-text": "Per RSSMRA80A01F205X"}, "codice fiscale"),
    ],
)
def test_a_task_half_written_is_told(held, manager, row, says):
    address = reverse("meeting_minutes_write", args=[held.pk])
    answer = client_of(manager).post(address, minutes_data(**row))
    assert answer.status_code == 200
    assert says in text(answer) or says.replace("&#x27;", "'") in text(answer)
    assert not MeetingTask.objects.exists()


def test_a_task_is_of_somebody_invited_for_that_body(
    held, manager, body, other_referent
):
    sent = minutes_data(
        **{
            "tasks-0-text": "Scrivere",
            "tasks-0-organisation": body.pk,
            "tasks-0-person": other_referent.pk,
            "tasks-0-due_on": "2999-01-01",
        }
    )
    address = reverse("meeting_minutes_write", args=[held.pk])
    assert "non è tra gli invitati" in text(client_of(manager).post(address, sent))


@pytest.mark.pango
def test_the_minutes_are_a_tagged_document(sent, other_operator):
    answer = get(other_operator, "meeting_minutes_pdf", sent.meeting_id)
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")
    root = PdfReader(BytesIO(answer.content)).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root


def tagged(node):
    """Each tag of a document with its own children's kinds."""
    node = node.get_object()
    inner = node.get("/K", []) if hasattr(node, "get") else []
    rows = inner if isinstance(inner, list) else [inner]
    below = [row.get_object() for row in rows if hasattr(row.get_object(), "get")]
    yield node.get("/S"), [one.get("/S") for one in below]
    for one in below:
        yield from tagged(one)


@pytest.mark.pango
def test_a_point_of_the_minutes_is_one_body_in_its_list(sent, other_operator):
    """PDF/UA-1, 7.2: a list's item holds its number and its body, no paragraphs beside."""
    AgendaItem.objects.create(
        meeting=sent.meeting, place=1, title="Orari", body_name="Ente", outcome="A\n\nB"
    )
    answer = get(other_operator, "meeting_minutes_pdf", sent.meeting_id)
    root = PdfReader(BytesIO(answer.content)).trailer["/Root"]
    items = [held for kind, held in tagged(root["/StructTreeRoot"]) if kind == "/LI"]
    assert ["/Lbl", "/LBody"] in items
    assert {kind for held in items for kind in held} == {"/Lbl", "/LBody"}


def test_the_gathered_page_says_what_is_missing(
    meeting, sent, agreement, manager, body, other_body, other_operator
):
    Duty.objects.create(page=agreement, code="formazione", text="fare formazione")
    later = actions.prepare_meeting(
        plan=plan_for(agreement, body, other_body, title="Dopo"),
        by=access(manager),
        at=timezone.now(),
    )
    actions.convene(meeting=later, by=access(manager), at=timezone.now())
    page = text(get(other_operator, "meeting_gathered", later.pk))
    assert "Finora nessuna attestazione" in page
    assert "Mandare l&#x27;elenco degli orari" in page
    assert body.title in page
    assert "Servizi e schede" in page


def test_attesting_shows_first_what_all_will_read(held, agreement, coordinator):
    client = client_of(coordinator)
    address = reverse("meeting_attest", args=[held.pk])
    assert "Comune di prova e Sindacato di prova" in text(client.get(address))
    answer = client.post(address, {"che": "attesta"}, follow=True)
    assert "non ha l&#x27;impegno" in text(answer)
    Duty.objects.create(
        page=agreement, code="incontri-di-aggiornamento", text="incontri periodici"
    )
    client.post(address, {"che": "attesta"})
    assert "Ritira" in text(client.get(address))
    client.post(address, {"che": "ritira"})
    assert "Ritira" not in text(client.get(address))


def test_the_file_for_the_calendar_names_nobody(meeting, other_operator):
    answer = get(other_operator, "meeting_calendar", meeting.pk)
    lines = text(answer)
    assert "METHOD:PUBLISH" in lines
    assert "@example.org" not in lines
    assert "no-store" in answer.headers["Cache-Control"]


def fill(meeting, body, number, user):
    """So many of all things."""
    for n in range(number):
        AgendaItem.objects.create(
            meeting=meeting, place=n, title=f"Punto {n}", body_name="Ente"
        )
        MeetingDecision.objects.create(meeting=meeting, place=n, text="Sì")
        MeetingTask.objects.create(
            meeting=meeting,
            place=n,
            text=f"Compito {n}",
            organisation=body,
            body_name="Ente",
            person=user,
            due_on=timezone.localdate(),
        )


@pytest.mark.parametrize(
    "name",
    [*OF_A_MEETING, "meeting_minutes", "meetings", "meeting_tasks", "home"],
)
def test_ten_times_the_rows_cost_no_query_more(
    sent, name, manager, other_referent, other_body, body, agreement, queries
):
    meeting, client = sent.meeting, client_of(other_referent)
    no_args = {"meetings", "meeting_tasks"}
    args = [] if name in no_args else [meeting.pk]
    address = "/intranet/" if name == "home" else reverse(name, args=args)
    Duty.objects.create(page=agreement, code="uno", text="uno")
    fill(meeting, other_body, 1, other_referent)
    client.get(address)
    with queries() as few:
        assert client.get(address).status_code == 200
    fill(meeting, other_body, 10, other_referent)
    for n in range(10):
        Duty.objects.create(page=agreement, code=f"n-{n}", text="uno")
        user = make_member(other_body, "operator", f"tanti{n}@example.org")
        row = meeting.bodies.get(organisation=other_body)
        MeetingPerson.objects.create(body=row, user=user)
        plan = plan_for(agreement, body, other_body, title=f"Riunione {n}")
        one = actions.prepare_meeting(plan=plan, by=access(manager), at=timezone.now())
        Meeting.objects.filter(pk=one.pk).update(state="convened")
    with queries() as many:
        client.get(address)
    assert len(few) == len(many) <= 20, "\n".join(q["sql"][:200] for q in many)


def test_documents_hang_from_the_meeting(meeting, other_operator, monkeypatch, home):
    from intranet.files.permissions import can_read

    file = PrivateFile.objects.create(
        title="Dati", name="dati.pdf", content_type="application/pdf", size=1,
        sha256="", added_at=timezone.now(),
    )  # fmt: skip
    assert not can_read(access(other_operator), file)
    MeetingDocument.objects.create(meeting=meeting, file=file)
    assert can_read(access(other_operator), file)
    Meeting.objects.update(state="draft")
    assert not can_read(access(other_operator), file)


@pytest.mark.parametrize("name", ["meeting", "meeting_gathered", "meeting_minutes"])
def test_every_form_carries_the_token_that_its_server_asks_for(
    sent, name, manager, other_referent, body, agreement, other_body
):
    meeting = sent.meeting
    fill(meeting, other_body, 2, other_referent)
    if name == "meeting":
        soon = timezone.now() + dt.timedelta(days=1)
        Meeting.objects.update(starts_at=soon, ends_at=soon + dt.timedelta(hours=1))
    if name == "meeting_gathered":
        meeting = actions.prepare_meeting(
            plan=plan_for(agreement, body, other_body),
            by=access(manager),
            at=timezone.now(),
        )
        Meeting.objects.filter(pk=meeting.pk).update(state="convened")
    for user in (manager, other_referent):
        page = text(get(user, name, meeting.pk))
        forms = page.count('method="post"')
        assert forms == page.count("csrfmiddlewaretoken")
    assert forms > 0


def a_document():
    """A real one."""
    from pypdf import PdfWriter

    held = BytesIO()
    writer = PdfWriter()
    writer.add_blank_page(width=200, height=200)
    writer.write(held)
    return SimpleUploadedFile("dati.pdf", held.getvalue(), "application/pdf")


def test_any_invited_body_brings_a_document_and_takes_it_away(
    meeting, other_referent, other_operator, manager, monkeypatch, settings, tmp_path
):
    from intranet.meetings import showing

    asked = []
    monkeypatch.setattr(
        showing, "reverse", lambda name, args: asked.append(name) or "/x/"
    )
    settings.STORAGES = settings.STORAGES | {
        "private": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path},
        }
    }
    address = reverse("meeting_document", args=[meeting.pk])
    sent = {"title": "I dati", "file": a_document()}
    client_of(other_operator).post(address, sent)
    assert not MeetingDocument.objects.exists()
    sent = {"title": "I dati", "file": a_document()}
    client_of(other_referent).post(address, sent)
    document = MeetingDocument.objects.get()
    page = text(get(other_operator, "meeting", meeting.pk))
    assert "I dati" in page
    assert asked == ["intranet_file"]
    assert "Togli<" not in page
    away = reverse("meeting_document_away", args=[meeting.pk, document.pk])
    assert client_of(other_operator).get(away).status_code == 302
    client_of(other_operator).post(away)
    assert "Non si può annullare" in text(client_of(other_referent).get(away))
    assert MeetingDocument.objects.exists()
    client_of(other_referent).post(away)
    assert not PrivateFile.objects.exists()


def test_a_renewed_agreement_goes_on_with_what_was_before(
    sent, home, agreement, manager, body, other_body, other_operator
):
    new = agree(home, body, other_body, title="Il nuovo", predecessor=agreement)
    foreign = agree(home, body, other_body, title="Un altro")
    for one, is_told in ((new, True), (foreign, False)):
        plan = plan_for(one, body, other_body, title="Dopo")
        meeting = actions.prepare_meeting(
            plan=plan, by=access(manager), at=timezone.now()
        )
        page = text(get(manager, "meeting_gathered", meeting.pk))
        assert ("Mandare l&#x27;elenco degli orari" in page) is is_told
        assert ("Non risultano incontri precedenti" in page) is not is_told


def test_of_a_meeting_of_others_the_next_one_says_nothing(
    home, root, body, other_body, outside_body
):
    """Three bodies of one agreement; the first meeting was between two of them."""
    three = agree(home, body, other_body, outside_body, title="A tre")
    convener = make_member(body, "manager", "responsabile@example.org")
    guest = make_member(outside_body, "operator", "terza@example.org")
    for title, bodies in (
        ("Fra noi due", [body, other_body]),
        ("In tre", [body, other_body, outside_body]),
    ):
        meeting = actions.prepare_meeting(
            plan=plan_for(three, *bodies, title=title),
            by=access(convener),
            at=timezone.now(),
        )
        actions.convene(meeting=meeting, by=access(convener), at=timezone.now())
        if title == "Fra noi due":
            attend(hold(meeting), convener, body, other_body)
            minutes = wrote(meeting, convener, other_body)
            actions.send_minutes(
                minutes=minutes, by=access(convener), at=timezone.now()
            )
    for user, is_told in ((convener, True), (guest, False)):
        page = text(get(user, "meeting_gathered", meeting.pk))
        assert ("Mandare l&#x27;elenco degli orari" in page) is is_told
        assert ("Fra noi due" in page) is is_told


def test_a_referent_chooses_on_the_page_who_goes(
    meeting, other_referent, other_operator, other_body, body, operator
):
    row = meeting.bodies.get(organisation=other_body)
    address = reverse("meeting_people", args=[meeting.pk, row.pk])
    client = client_of(other_referent)
    page = text(client.get(address))
    assert "altra@example.org" in page
    assert operator.email not in page
    client.post(address, {"people": [other_operator.pk]})
    assert [person.user for person in row.people.all()] == [other_operator]
    answer = client.post(address, {"people": [operator.pk]})
    assert "Scegli un" in text(answer)
    foreign = meeting.bodies.get(organisation=body)
    address = reverse("meeting_people", args=[meeting.pk, foreign.pk])
    assert client.get(address).status_code == 302
    of_no_meeting = reverse("meeting_people", args=[meeting.pk, foreign.pk + 99])
    assert client.get(of_no_meeting).status_code == 404


def test_calling_off_says_why_and_changing_keeps_what_was(
    meeting, manager, other_operator, agreement, body, other_body
):
    client = client_of(manager)
    change = reverse("meeting_change", args=[meeting.pk])
    assert 'value="Sala di prova"' in text(client.get(change))
    data = form_data(agreement, body, other_body, place="Altra sala")
    assert client.post(change, data).status_code == 302
    assert Meeting.objects.get().place == "Altra sala"
    cancel = reverse("meeting_cancel", args=[meeting.pk])
    assert "obbligatorio" in text(client.post(cancel, {"because": ""}))
    client.post(cancel, {"because": "Sala chiusa"})
    assert "Sala chiusa" in text(get(other_operator, "meeting", meeting.pk))
    answer = client.post(cancel, {"because": "Ancora"}, follow=True)
    assert "non si cambia più" in text(answer)


def test_an_approval_in_a_later_meeting_is_recorded_on_the_page(
    sent, agreement, manager, body, other_body
):
    long_ago = timezone.now() - dt.timedelta(days=90)
    Meeting.objects.filter(pk=sent.meeting_id).update(starts_at=long_ago)
    later = actions.prepare_meeting(
        plan=plan_for(agreement, body, other_body, title="Dopo"),
        by=access(manager),
        at=timezone.now(),
    )
    actions.convene(meeting=later, by=access(manager), at=timezone.now())
    hold(later)
    client = client_of(manager)
    assert "Registra l’approvazione" in text(
        get(manager, "meeting_minutes", sent.meeting_id)
    )
    address = reverse("meeting_minutes_approve_in", args=[sent.meeting_id])
    for nothing in ("x", "", "9" * 30, "9" * 5000):
        assert client.post(address, {"riunione": nothing}).status_code == 404
    answer = client.post(address, {"riunione": later.pk}, follow=True)
    assert "nella riunione «Dopo»" in text(answer)
    # Nothing is left to do for who organises: no empty box says so.
    assert "Per chi organizza" not in text(get(manager, "meeting", sent.meeting_id))


def test_points_change_places_on_the_page(meeting, manager, body):
    items = [
        actions.propose(
            meeting=Meeting.objects.get(),
            title=title,
            text="",
            organisation_id=body.pk,
            by=access(manager),
            at=timezone.now(),
        )
        for title in ("Uno", "Due")
    ]
    address = reverse("meeting_item_move", args=[meeting.pk, items[1].pk])
    client_of(manager).post(address, {"verso": "su"})
    assert [item.title for item in meeting.items.all()] == ["Due", "Uno"]


def test_numbers_of_nobody_leave_attendance_as_it_is(held, manager, body):
    """Also those that no database holds, or that Python does not read."""
    address = reverse("meeting_attendance", args=[held.pk])
    row = held.bodies.get(organisation=body)
    sent = {"bodies": [row.pk, "9" * 30, "x"], "people": ["9" * 5000, "²"]}
    assert client_of(manager).post(address, sent).status_code == 302
    came = Meeting.objects.get().bodies.filter(was_present=True)
    assert [one.pk for one in came] == [row.pk]


STRANGE = ["9" * 5000, "9" * 20, "-1", "x", "1\0", ""]


@pytest.mark.parametrize("number", STRANGE, ids=lambda one: one[:6])
def test_a_later_meeting_that_no_row_could_be_is_not_there(sent, manager, number):
    address = reverse("meeting_minutes_approve_in", args=[sent.meeting_id])
    assert client_of(manager).post(address, {"riunione": number}).status_code == 404


def test_a_day_years_away_is_a_slip(manager, agreement, body, other_body):
    data = form_data(agreement, body, other_body) | {"day": "9999-12-31"}
    answer = client_of(manager).post(reverse("meeting_new"), data)
    assert "controlla l’anno" in answer.content.decode()
    assert not Meeting.objects.exists()
