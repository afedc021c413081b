"""Who gets which bytes, with which headers."""

import datetime as dt
import uuid

import pytest
from django.conf import settings as configured
from django.core.signals import request_finished
from django.db import close_old_connections
from django.test import Client
from django.utils import timezone

from accounts.actions import suspend
from accounts.audit.kinds import Kind
from accounts.models import AuditEntry
from intranet.files import permissions
from intranet.files.giving import range_of
from intranet.files.noting import note_given
from tests.factories import make_member
from tests.intranet.conftest import client_of
from tests.intranet.files.documents import pdf, photo
from tests.intranet.files.test_taking import MP4


def fetched(client, path, **more):
    """The answer, read to its end, with its bytes as `body`."""
    answer = client.get(path, **more)
    answer.body = b"".join(answer) if answer.streaming else answer.content
    finish(answer)
    return answer


def finish(answer):
    """Close the file; the end of a request would close the test's database as well."""
    request_finished.disconnect(close_old_connections)
    answer.close()
    request_finished.connect(close_old_connections)


@pytest.fixture
def rules(monkeypatch):
    """Rules of this test alone."""
    monkeypatch.setattr(permissions, "_rules", {})


def test_a_referent_of_the_body_gets_it(kept, body, referent):
    file = kept(body)
    answer = fetched(client_of(referent), file.url)
    assert answer.status_code == 200
    assert answer.body.startswith(b"%PDF-")
    assert answer.headers["Content-Disposition"] == 'inline; filename="regole.pdf"'
    assert "no-store" in answer.headers["Cache-Control"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert "ETag" not in answer.headers
    assert "Last-Modified" not in answer.headers


def test_who_was_given_it_is_recorded_once(kept, body, referent):
    file, client = kept(body, data=MP4, name="corso.mp4"), client_of(referent)
    for wanted in ("bytes=0-9", "bytes=10-"):
        assert fetched(client, file.url, headers={"Range": wanted}).status_code == 206
    finish(client.head(file.url))
    (entry,) = AuditEntry.objects.filter(kind=Kind.READING)
    assert (entry.user_number, entry.object_id) == (referent.pk, str(file.pk))
    assert entry.codes == {}


@pytest.mark.parametrize("wanted", ["bytes=-999999", "bytes=00-", "bytes=1-", "x"])
def test_whoever_asks_for_nearly_all_of_it_is_recorded(kept, body, referent, wanted):
    file, client = kept(body), client_of(referent)
    for _ in range(2):
        answer = fetched(client, file.url, headers={"Range": wanted})
        assert len(answer.body) >= file.size - 1
    entries = AuditEntry.objects.filter(kind=Kind.READING, object_id=str(file.pk))
    assert entries.count() == (1 if wanted == "bytes=1-" else 2)


@pytest.mark.parametrize("digits", ["9" * 19, "9" * 5000], ids=len)
def test_a_number_that_no_file_has_is_no_range(kept, body, referent, digits):
    file, client = kept(body), client_of(referent)
    for wanted in (f"bytes={digits}-", f"bytes=0-{digits}", f"bytes=-{digits}"):
        answer = fetched(client, file.url, headers={"Range": wanted})
        assert answer.status_code == 200
        assert len(answer.body) == file.size


@pytest.mark.parametrize(
    "wanted",
    ["bytes=1-", "bytes=-63", "bytes=5-2", "bytes=00-", "bytes=0-1,3-", "mele"],
)
def test_no_way_of_asking_gives_bytes_without_a_record(kept, body, referent, wanted):
    file, client = kept(body, data=MP4, name="corso.mp4"), client_of(referent)
    assert fetched(client, file.url, headers={"Range": wanted}).body
    (entry,) = AuditEntry.objects.filter(kind=Kind.READING)
    assert entry.object_id == str(file.pk)


def test_a_further_part_is_of_the_same_persons_reading_of_that_file(
    kept, body, referent, manager
):
    one, two = (kept(body, data=MP4 + end, name="a.mp4") for end in (b"1", b"2"))
    end = {"Range": "bytes=9-"}
    for client, path in (
        (client_of(referent), one.url),
        (client_of(referent), two.url),
        (client_of(manager), one.url),
    ):
        fetched(client, path, headers=end)
        fetched(client, path, headers=end)
    found = AuditEntry.objects.filter(kind=Kind.READING)
    assert {(e.user_number, e.object_id) for e in found} == {
        (referent.pk, str(one.pk)),
        (referent.pk, str(two.pk)),
        (manager.pk, str(one.pk)),
    }
    assert len(found) == 3


def test_a_reading_later_on_is_another(kept, body, referent):
    file, now = kept(body, data=MP4, name="a.mp4"), timezone.now()
    for hours in (0, 11, 13):
        at = now + dt.timedelta(hours=hours)
        note_given(file, by=referent, wanted="bytes=9-", at=at)
    assert AuditEntry.objects.filter(kind=Kind.READING).count() == 2


def test_the_other_party_gets_what_is_shared_and_nothing_else(
    kept, body, other_operator
):
    hidden, shown = kept(body), kept(body, "Modulo", is_shared=True)
    client = client_of(other_operator)
    assert fetched(client, hidden.url).status_code == 404
    assert fetched(client, shown.url).status_code == 200


def test_what_is_shared_stays_among_bodies_bound_by_one_agreement(
    kept, home, operator, outside_body
):
    from tests.intranet.conftest import agree

    third = outside_body
    fourth = type(third)(title="Quarto", slug="quarto", kind=third.kind)
    third.get_parent().add_child(instance=fourth)
    agree(home, third, fourth, title="Altro accordo")
    file = kept(third, is_shared=True)
    assert fetched(client_of(operator), file.url).status_code == 404


def test_whoever_brought_it_keeps_it(kept, body, operator):
    colleague = make_member(body, "operator", "collega@example.org")
    file = kept(body, by=operator)
    assert fetched(client_of(operator), file.url).status_code == 200
    assert fetched(client_of(colleague), file.url).status_code == 404


def test_what_may_not_be_read_answers_as_what_is_not_there(kept, body, other_operator):
    file, client = kept(body), client_of(other_operator)
    headers = {"Range": "bytes=0-3", "If-None-Match": "*"}
    for path in (file.url, f"{file.url}scheda/", f"{file.url}modifica/"):
        denied = fetched(client, path, headers=headers)
        absent = fetched(
            client, path.replace(str(file.key), str(uuid.uuid4())), headers=headers
        )
        assert denied.status_code == absent.status_code == 404
        assert denied.content == absent.content
        assert denied.headers == absent.headers
    for path in ("cancella/", "serve/"):
        assert client.post(f"{file.url}{path}").status_code == 404


def test_a_visitor_gets_not_a_byte(kept, body, root):
    answer = Client().get(kept(body).url)
    assert answer.status_code == 302
    assert b"PDF" not in answer.content


def test_a_suspended_profile_gets_nothing_with_the_next_request(kept, body, referent):
    file, client = kept(body), client_of(referent)
    assert fetched(client, file.url).status_code == 200
    suspend(membership=referent.memberships.get(), because="prova")
    assert fetched(client, file.url).status_code == 302


def test_what_a_file_hangs_from_opens_it(kept, body, other_operator, rules):
    file, client = kept(body), client_of(other_operator)
    assert fetched(client, file.url).status_code == 404
    permissions.register(lambda access, one: one.pk == file.pk)
    assert fetched(client, file.url).status_code == 200


@pytest.mark.parametrize(
    ("name", "data", "kind", "shown"),
    [
        ("foto.jpg", photo(), "image/jpeg", True),
        ("corso.mp4", MP4, "video/mp4", True),
        ("voce.vtt", b"WEBVTT\n\nx", "text/vtt; charset=utf-8", True),
        ("nota.txt", b"ciao", "text/plain; charset=utf-8", False),
    ],
)
def test_what_a_browser_may_show(kept, body, referent, name, data, kind, shown):
    answer = fetched(client_of(referent), kept(body, data=data, name=name).url)
    assert answer.headers["Content-Type"] == kind
    assert answer.headers["Content-Disposition"].startswith("inline") is shown
    assert "sandbox" in answer.headers["Content-Security-Policy"]


def test_a_name_with_accents_is_kept(kept, body, referent):
    answer = fetched(client_of(referent), kept(body, name="perché no.pdf").url)
    assert "perch%C3%A9%20no.pdf" in answer.headers["Content-Disposition"]


@pytest.mark.parametrize(
    ("wanted", "status", "part"),
    [
        ("bytes=0-3", 206, MP4[:4]),
        ("bytes=10-", 206, MP4[10:]),
        ("bytes=-5", 206, MP4[-5:]),
        ("bytes=0-99999", 206, MP4),
        ("bytes=99999-", 416, b""),
        ("bytes=5-2", 200, MP4),
        ("bytes=0-1,4-5", 200, MP4),
        ("mele", 200, MP4),
    ],
)
def test_parts_of_a_video(kept, body, referent, wanted, status, part):
    file = kept(body, data=MP4, name="corso.mp4")
    headers = {"Range": wanted, "Accept-Encoding": "gzip"}
    answer = fetched(client_of(referent), file.url, headers=headers)
    assert answer.status_code == status
    assert answer.body == part
    assert answer.headers["Accept-Ranges"] == "bytes"


@pytest.mark.parametrize("size", [1, 10, 1000])
def test_a_range_lies_within_the_file(size):
    for wanted in ("bytes=0-", "bytes=0-0", "bytes=-1", "bytes=-99999", "bytes=0-5000"):
        first, last = range_of(wanted, size)
        assert 0 <= first <= last < size


def test_behind_nginx_the_web_server_gives_it(kept, body, referent, settings):
    settings.PRIVATE_ACCEL = "/-/private/"
    file = kept(body)
    answer = fetched(client_of(referent), file.url)
    assert answer.headers["X-Accel-Redirect"] == f"/-/private/{file.file.name}"
    assert answer.content == b""
    assert client_of(referent).head(file.url).status_code == 200


def test_bytes_that_are_lost_are_told_to_those_who_may_know(
    kept, body, referent, other_operator
):
    file = kept(body)
    file.file.storage.delete(file.file.name)
    answer = fetched(client_of(referent), file.url)
    assert answer.status_code == 404
    assert "si è perso" in answer.content.decode()
    assert b"si \xc3\xa8 perso" not in fetched(client_of(other_operator), file.url).body


def test_no_address_of_public_files_reaches_it(kept, body, root, admin_client):
    file = kept(body, data=pdf("Segretissimo"))
    name = file.file.name
    for base in ("/media/", "/media/private/", "/static/", "/documenti/", "/private/"):
        assert admin_client.get(f"{base}{name}").status_code == 404
        assert admin_client.get(f"{base}../private/{name}").status_code == 404
    private = configured.PRIVATE_ROOT.resolve()
    for place in (configured.MEDIA_ROOT, configured.STATIC_ROOT):
        assert place.resolve() not in private.parents
        assert private not in place.resolve().parents


def test_the_disk_tells_nothing(kept, body):
    file = kept(body, "Nome che dice tutto", name="nome-che-dice-tutto.pdf")
    assert "nome" not in file.file.name
    place = configured.PRIVATE_ROOT / file.file.name
    assert place.stat().st_mode & 0o777 == 0o640
    assert place.parent.stat().st_mode & 0o007 == 0
