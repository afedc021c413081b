"""Who writes courses, what others see of them."""

from __future__ import annotations

import pytest
from django.core import mail
from django.utils import timezone

from intranet.files.permissions import can_read
from intranet.finding.matching import listed_words
from intranet.models import (
    PrivateFile,
    TrainingCourse,
    TrainingMaterial,
    TrainingSession,
)
from intranet.training.finding import find
from intranet.training.post import send_letters
from tests.intranet.conftest import client_of
from tests.intranet.training.conftest import (
    DAY,
    HOUR,
    ROOM,
    crowd,
    make_course,
    make_session,
    place,
    see,
)
from tests.intranet.training.refusing import Refusing

BASE = "/intranet/formazione"


def course_facts(agreement, body, **more):
    return {
        "title": "Bonus e contributi",
        "agreement": agreement.pk,
        "organisation": body.pk,
        "about": "Che cosa cambia.",
        "audience": "",
        **more,
    }


def session_facts(**more):
    day = timezone.localdate() + 20 * DAY
    return {
        "day": day.isoformat(),
        "begins": "09:30",
        "ends": "12:30",
        "place": "Sala riunioni",
        "video_url": "",
        "seats": "12",
        **more,
    }


def test_from_a_draft_to_a_published_course(root, agreement, body, referent, operator):
    client, reader = client_of(referent), client_of(operator)
    client.post(f"{BASE}/nuovo/", course_facts(agreement, body))
    course = TrainingCourse.objects.get()
    assert course.is_draft
    page = f"{BASE}/{course.pk}/"
    assert "bozza" in client.get(page).content.decode()
    assert reader.get(page).status_code == 404
    answer = client.post(f"{page}pubblica/", follow=True)
    assert "almeno un incontro" in answer.content.decode()
    client.post(f"{page}incontri/nuovo/", session_facts())
    assert "Bonus" not in reader.get(f"{BASE}/").content.decode()
    client.post(f"{page}pubblica/")
    assert "Bonus e contributi" in reader.get(f"{BASE}/").content.decode()
    assert "12 posti liberi" in reader.get(page).content.decode()


@pytest.mark.parametrize(
    ("facts", "says"),
    [
        ({"title": ""}, "Scrivi il titolo"),
        ({"about": "Chiamare RSSMRA80A01F205X"}, "toglilo"),
        ({"organisation": "999"}, "Scegli"),
    ],
)
def test_a_wrong_course_is_told_at_its_field(
    root, agreement, body, referent, facts, says
):
    answer = client_of(referent).post(
        f"{BASE}/nuovo/", course_facts(agreement, body, **facts)
    )
    assert answer.status_code == 200
    assert says in answer.content.decode()
    assert "Che cosa cambia" in answer.content.decode() or "about" in facts
    assert not TrainingCourse.objects.exists()


def test_nobody_organises_for_another_body(
    root, agreement, body, other_body, referent, operator
):
    facts = course_facts(agreement, other_body)
    client_of(referent).post(f"{BASE}/nuovo/", facts)
    assert not TrainingCourse.objects.exists()
    assert client_of(operator).get(f"{BASE}/nuovo/").status_code == 403


def test_the_coordinator_organises_for_any_party_and_for_no_other(
    root, agreement, other_body, outside_body, coordinator
):
    client = client_of(coordinator)
    client.post(f"{BASE}/nuovo/", course_facts(agreement, outside_body))
    assert not TrainingCourse.objects.exists()
    client.post(f"{BASE}/nuovo/", course_facts(agreement, other_body))
    assert TrainingCourse.objects.get().organisation == other_body


@pytest.mark.parametrize(
    ("facts", "says"),
    [
        ({"ends": "09:00"}, "Finisce prima"),
        ({"day": "2099-03-29", "begins": "02:30", "ends": "03:00"}, "Finisce prima"),
        ({"day": "2020-01-01"}, "già passato"),
        ({"day": ""}, "Scegli il giorno"),
        ({"place": ""}, "Scrivi il luogo"),
        ({"video_url": "http://video.example.org/x"}, "https://"),
        ({"video_url": "javascript:alert(1)"}, "https://"),
        ({"seats": "0"}, "1"),
        ({"seats": "molti"}, "intero"),
    ],
)
def test_a_wrong_meeting_is_told_at_its_field(course, referent, facts, says):
    address = f"{BASE}/{course.pk}/incontri/nuovo/"
    answer = client_of(referent).post(address, session_facts(**facts))
    assert answer.status_code == 200
    assert says in answer.content.decode()
    assert not TrainingSession.objects.exists()


def test_a_change_is_told_to_those_enrolled(session, referent, operator, body):
    place(session, operator, body)
    address = f"{BASE}/incontri/{session.pk}/modifica/"
    client_of(referent).post(address, session_facts(place="Sala nuova"))
    (message,) = mail.outbox
    assert message.to == [operator.email]
    assert "Sala nuova" in message.body
    assert message.body.startswith("Buongiorno")
    session.refresh_from_db()
    assert session.version == 1


def test_a_meeting_called_off_is_told_once(session, referent, operator, body):
    place(session, operator, body)
    client = client_of(referent)
    address = f"{BASE}/incontri/{session.pk}/annulla/"
    assert "Annullare" in client.get(address).content.decode()
    assert not mail.outbox
    client.post(address, {"because": "La sala è chiusa."})
    client.post(address, {"because": "La sala è chiusa."})
    send_letters(at=timezone.now())
    (message,) = mail.outbox
    assert "annullato" in message.subject
    assert "La sala è chiusa" in message.body
    page = client_of(operator).get(f"{BASE}/{session.course_id}/").content.decode()
    assert "Annullato" in page
    calendar = client_of(operator).get(f"{BASE}/incontri/{session.pk}/incontro.ics")
    assert "STATUS:CANCELLED" in calendar.content.decode()


def test_a_refused_mailbox_is_tried_again(session, referent, operator, body, settings):
    place(session, operator, body)
    backend = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = "tests.intranet.training.refusing.Refusing"
    client_of(referent).post(f"{BASE}/incontri/{session.pk}/annulla/", {"because": ""})
    settings.EMAIL_BACKEND = backend
    sent = send_letters(at=timezone.now())
    assert (sent.sent, sent.failed) == (1, 0)
    assert len(mail.outbox) == 1


def test_the_video_link_is_for_those_enrolled_and_from_the_day_before(
    course, operator, other_operator, body
):
    soon = make_session(course, timezone.now() + HOUR, video_url=ROOM)
    late = make_session(course, timezone.now() + 5 * DAY, video_url=f"{ROOM}-2")
    for session in (soon, late):
        place(session, operator, body)
    page = f"{BASE}/{course.pk}/"
    seen = client_of(operator).get(page).content.decode()
    assert f'{ROOM}"' in seen
    assert f"{ROOM}-2" not in seen
    other = client_of(other_operator)
    assert ROOM not in other.get(page).content.decode()
    file = f"{BASE}/incontri/{soon.pk}/incontro.ics"
    assert ROOM in client_of(operator).get(file).content.decode()
    assert ROOM not in other.get(file).content.decode()


def test_who_waits_does_not_get_the_video_link(course, operator, body):
    session = make_session(course, timezone.now() + HOUR, video_url=ROOM, seats=1)
    place(session, operator, body, is_waiting=True)
    assert ROOM not in client_of(operator).get(f"{BASE}/{course.pk}/").content.decode()


def test_my_calendar_holds_my_meetings_alone(course, operator, body):
    mine, other = make_session(course), make_session(course)
    place(mine, operator, body)
    answer = client_of(operator).get(f"{BASE}/miei/formazione.ics")
    text = answer.content.decode()
    assert answer.headers["Content-Type"].startswith("text/calendar")
    assert "no-store" in answer.headers["Cache-Control"]
    assert str(mine.uid) in text
    assert str(other.uid) not in text


def test_a_reader_keeps_nothing(session, other_operator):
    client, base = client_of(other_operator), f"{BASE}/{session.course_id}"
    for path in (
        f"{base}/modifica/",
        f"{base}/elimina/",
        f"{base}/incontri/nuovo/",
        f"{base}/materiali/testo/",
        f"{BASE}/incontri/{session.pk}/modifica/",
        f"{BASE}/incontri/{session.pk}/annulla/",
        f"{BASE}/incontri/{session.pk}/presenze/",
        f"{BASE}/incontri/{session.pk}/foglio-firme/",
    ):
        assert client.get(path).status_code == 403, path
    assert client.post(f"{base}/pubblica/").status_code == 403


def test_a_course_with_people_is_not_deleted(session, referent, operator, body):
    row = place(session, operator, body)
    client, address = client_of(referent), f"{BASE}/{session.course_id}/elimina/"
    assert "annulla gli incontri" in client.post(address).content.decode()
    row.delete()
    client.post(address)
    assert not TrainingCourse.objects.exists()


def test_material_in_order(course, referent):
    client = client_of(referent)
    for title in ("Prima", "Seconda"):
        client.post(
            f"{BASE}/{course.pk}/materiali/testo/", {"title": title, "text": "Ecco."}
        )
    client.post(
        f"{BASE}/{course.pk}/materiali/collegamento/",
        {"title": "Terza", "url": "https://www.inps.it/"},
    )
    rows = course.materials.all()
    assert [row.title for row in rows] == ["Prima", "Seconda", "Terza"]
    client.post(f"{BASE}/materiali/{rows[2].pk}/sposta/", {"verso": "su"})
    assert [r.title for r in course.materials.all()] == ["Prima", "Terza", "Seconda"]
    client.post(f"{BASE}/materiali/{rows[2].pk}/togli/")
    page = client.get(f"{BASE}/{course.pk}/").content.decode()
    assert page.index("Prima") < page.index("Seconda")
    assert ">Terza<" not in page


@pytest.mark.parametrize(
    ("kind", "facts", "says"),
    [
        ("testo", {"title": "X", "text": ""}, "Scrivi il testo"),
        ("collegamento", {"title": "X", "url": "ftp://x.example"}, "https://"),
        ("video", {"title": "X"}, "Scegli il file del video"),
        ("documento", {"title": "X"}, "Scegli il file"),
    ],
)
def test_wrong_material_is_told_at_its_field(course, referent, kind, facts, says):
    answer = client_of(referent).post(f"{BASE}/{course.pk}/materiali/{kind}/", facts)
    assert says in answer.content.decode()
    assert not TrainingMaterial.objects.exists()


def file_of(body, name="dispensa.pdf"):
    return PrivateFile.objects.create(
        organisation=body,
        title=name,
        file=f"ab/{name}",
        name=name,
        content_type="application/pdf",
        size=1,
        sha256="0" * 64,
        added_at=timezone.now(),
    )


def test_a_files_readers_are_those_of_its_course(
    course, body, operator, other_operator, outside_body
):
    from tests.factories import make_member

    file = file_of(body)
    TrainingMaterial.objects.create(
        course=course, place=1, kind="documento", title="Dispensa", file=file
    )
    assert can_read(see(other_operator), file)
    stranger = make_member(outside_body, "operator", "fuori@example.org")
    assert not can_read(see(stranger), file)
    course.published_at = None
    course.save()
    assert not can_read(see(other_operator), file)


def test_a_film_of_ours_has_captions(course, referent, settings, tmp_path):
    from django.core.files.uploadedfile import SimpleUploadedFile

    film = b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom" + b"\x00" * 64
    address = f"{BASE}/{course.pk}/materiali/video/"
    client = client_of(referent)

    def send(**files):
        return client.post(address, {"title": "Lezione", **files})

    assert (
        "sottotitoli"
        in send(file=SimpleUploadedFile("a.mp4", film, "video/mp4")).content.decode()
    )
    wrong = send(
        file=SimpleUploadedFile("a.mp4", film, "video/mp4"),
        captions=SimpleUploadedFile("a.vtt", b"ciao", "text/vtt"),
    )
    assert "non è un vero .vtt" in wrong.content.decode()
    assert not TrainingMaterial.objects.exists()


def test_the_restricted_search_finds_courses_for_those_who_may(
    course, other_operator, operator
):
    TrainingMaterial.objects.create(
        course=course,
        place=1,
        kind="testo",
        title="Soglie",
        text="x",
        search_text=listed_words("Soglie", "x"),
    )
    access = see(other_operator)
    assert [hit.title for hit in find(access, ["isee"], 5)] == ["Corso sull’ISEE"]
    assert [hit.title for hit in find(access, ["soglie"], 5)] == ["Soglie"]
    # From the beginning of a word on, as everything else here.
    assert find(access, ["see"], 5) == find(access, ["oglie"], 5) == []
    assert find(access, [], 5) == []
    course.published_at = None
    course.save()
    assert find(access, ["isee"], 5) == []


def test_pages_cost_the_same_with_ten_times_the_rows(
    course, referent, operator, body, queries
):
    client, people = client_of(referent), crowd(body, 2)

    def add(many):
        for number in range(many):
            session = make_session(course, timezone.now() - DAY)
            make_session(course)
            for one in [*people, referent]:
                place(session, one, body, attended=True)
            TrainingMaterial.objects.create(
                course=course, place=number, kind="testo", title="T", text="x"
            )
            make_course(course.agreement, body, title="Vecchio")

    paths = [
        "",
        "miei/",
        "materiali/",
        "conclusi/",
        f"{course.pk}/",
        "miei/formazione.ics",
    ]
    add(1)
    for path in paths:
        client.get(f"{BASE}/{path}")
        with queries() as few:
            client.get(f"{BASE}/{path}")
        before = len(few)
        add(10)
        with queries() as many:
            assert client.get(f"{BASE}/{path}").status_code == 200
        assert before == len(many) <= 20, path


def test_the_home_says_what_is_mine_and_what_is_open(course, operator, body, queries):
    client = client_of(operator)
    mine = make_session(course, timezone.now() + DAY)
    make_session(make_course(course.agreement, body, title="Un altro corso"))
    place(mine, operator, body)
    page = client.get("/intranet/").content.decode()
    assert "I miei corsi" in page
    assert "Un altro corso" in page
    with queries() as few:
        client.get("/intranet/")
    assert len(few) <= 20


def test_a_long_title_does_not_break(root, agreement, body, referent):
    facts = course_facts(agreement, body, title="x" * 161)
    answer = client_of(referent).post(f"{BASE}/nuovo/", facts)
    assert "160" in answer.content.decode()


def test_what_is_there_is_shown_to_whoever_changes_it(
    session, referent, operator, body
):
    from tests.factories import NeedFactory

    course = session.course
    course.about = "Soglie e documenti"
    course.save()
    course.subjects.add(NeedFactory(code="soldi"))
    material = TrainingMaterial.objects.create(
        course=course, place=1, kind="testo", title="Dispensa breve", text="Prima riga"
    )
    client = client_of(referent)
    page = client.get(f"{BASE}/{course.pk}/modifica/").content.decode()
    assert "Soglie e documenti" in page
    assert "checked" in page
    page = client.get(f"{BASE}/incontri/{session.pk}/modifica/").content.decode()
    assert f'value="{session.day.isoformat()}"' in page
    assert "Sala riunioni" in page
    page = client.get(f"{BASE}/materiali/{material.pk}/modifica/").content.decode()
    assert "Dispensa breve" in page
    assert "Prima riga" in page
    client.post(
        f"{BASE}/materiali/{material.pk}/modifica/",
        {"title": "Dispensa nuova", "text": "Prima riga"},
    )
    material.refresh_from_db()
    assert material.title == "Dispensa nuova"


def test_names_with_phones_are_asked_about_once(root, agreement, body, referent):
    facts = course_facts(agreement, body, about="Sentire la sig.ra Rossi, 333 1234567")
    client = client_of(referent)
    page = client.post(f"{BASE}/nuovo/", facts).content.decode()
    assert "Ho controllato" in page
    client.post(f"{BASE}/nuovo/", facts | {"confirmed": "on"})
    assert TrainingCourse.objects.exists()


def test_a_film_plays_under_a_policy_of_its_own(course, operator):
    answer = client_of(operator).get(f"{BASE}/{course.pk}/")
    assert "media-src 'self'" in answer.headers["Content-Security-Policy"]
    other = client_of(operator).get(f"{BASE}/")
    assert "media-src" not in other.headers["Content-Security-Policy"]


def test_a_post_office_that_is_down_keeps_nobody_waiting(
    session, referent, body, settings
):
    for one in crowd(body, 5):
        place(session, one, body)
    backend, Refusing.asked = settings.EMAIL_BACKEND, 0
    settings.EMAIL_BACKEND = "tests.intranet.training.refusing.Refusing"
    client_of(referent).post(f"{BASE}/incontri/{session.pk}/annulla/", {"because": ""})
    assert Refusing.asked == 2
    settings.EMAIL_BACKEND = backend
    assert send_letters(at=timezone.now()).sent == 5


def test_other_pages_cost_the_same_with_ten_times_the_rows(
    course, session, referent, coordinator, body, queries
):
    def add(many, name):
        for one in crowd(body, many, name=name):
            place(make_session(course, timezone.now() - DAY), one, body, attended=True)

    asked = [
        (client_of(referent), f"incontri/{session.pk}/iscrizione/"),
        (client_of(referent), f"incontri/{session.pk}/persone/"),
        (client_of(referent), "nuovo/"),
        (client_of(coordinator), "attestazioni/"),
    ]
    add(1, "uno")
    before = []
    for client, path in asked:
        client.get(f"{BASE}/{path}")
        with queries() as few:
            client.get(f"{BASE}/{path}")
        before.append(len(few))
    add(10, "altro")
    for (client, path), count in zip(asked, before, strict=True):
        with queries() as many:
            assert client.get(f"{BASE}/{path}").status_code == 200
        assert count == len(many) <= 20, path


def test_a_film_is_called_by_its_title(course, body, operator):
    film, words = file_of(body), file_of(body, "captions")
    facts = {"kind": "video", "title": "Lezione «uno»", "place": 1}
    TrainingMaterial.objects.create(course=course, file=film, captions=words, **facts)
    page = client_of(operator).get(f"{BASE}/{course.pk}/").content.decode()
    assert 'preload="none" aria-label="Lezione «uno»"><source' in page
    assert '<track kind="captions" srclang="it"' in page
