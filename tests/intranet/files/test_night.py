"""What goes by itself, and who is told before."""

import datetime as dt
import os
from pathlib import Path

import pytest
from django.conf import settings as configured
from django.core import mail
from django.utils import timezone

from core import privacy
from intranet.data_care.registry import held_by
from intranet.files import uses
from intranet.files.night import BytesMissing, bytes_and_rows, unused_on
from intranet.files.sample import make_file
from intranet.models import IntranetTextPage, PrivateFile
from tests.intranet.conftest import client_of

TODAY = timezone.localdate()


def later(days):
    return TODAY + dt.timedelta(days=days)


@pytest.fixture
def own_disk(settings, tmp_path):
    """A private folder of the test's own."""
    # The field's own: a test that changes STORAGES makes Django forget the other.
    storage = PrivateFile._meta.get_field("file").storage
    settings.PRIVATE_ROOT = tmp_path / "private"
    before = storage.__dict__.get("_location")
    storage._location = settings.PRIVATE_ROOT
    for name in ("base_location", "location"):
        storage.__dict__.pop(name, None)
    settings.PRIVATE_ROOT.mkdir()
    yield settings.PRIVATE_ROOT
    storage._location = before
    for name in ("base_location", "location"):
        storage.__dict__.pop(name, None)


def test_a_file_nobody_uses_is_told_and_then_goes(kept, body, referent, committed):
    file = kept(body)
    assert "0 annunciati" in unused_on(later(364))
    assert "1 annunciati" in unused_on(later(366))
    (letter,) = mail.outbox
    assert letter.to == [referent.email]
    assert letter.body.startswith("Buongiorno")
    assert "Regolamento" not in letter.body
    file.refresh_from_db()
    assert file.told_on == later(366)
    assert "0 annunciati, 0 cancellati" in unused_on(later(395))
    with committed():
        assert "1 cancellati" in unused_on(later(396))
    assert not PrivateFile.objects.exists()
    assert not file.file.storage.exists(file.file.name)


def test_its_sheet_says_so_and_it_may_stay(kept, body, referent):
    file = kept(body)
    unused_on(later(366))
    client = client_of(referent)
    home = client.get("/intranet/da-curare/").content.decode()
    assert "File che nessuno usa" in home
    assert f"{file.url}scheda/" in home
    assert "Serve ancora" in client.get(f"{file.url}scheda/").content.decode()
    client.post(f"{file.url}serve/")
    assert (
        "File che nessuno usa"
        not in client.get("/intranet/da-curare/").content.decode()
    )
    file.refresh_from_db()
    assert (file.told_on, file.confirmed_on) == (None, TODAY)
    assert "0 annunciati, 0 cancellati" in unused_on(later(364))


def test_what_is_shared_or_linked_stays(kept, body, referent, root):
    kept(body, is_shared=True)
    linked = kept(body, "Altro")
    link = f'<p><a href="/intranet/file/{linked.key}/">x</a></p>'
    root.add_child(instance=IntranetTextPage(title="P", body=[("text", link)]))
    assert "0 annunciati" in unused_on(later(900))


def test_what_is_used_again_after_the_announcement_stays(kept, body, referent, root):
    file = kept(body)
    unused_on(later(366))
    link = f'<p><a href="/intranet/file/{file.key}/">x</a></p>'
    root.add_child(instance=IntranetTextPage(title="P", body=[("text", link)]))
    assert "0 cancellati" in unused_on(later(500))
    file.refresh_from_db()
    assert file.told_on is None


def test_nothing_goes_where_nobody_could_be_told(kept, body, referent, monkeypatch):
    kept(body)
    monkeypatch.setattr("intranet.files.night.deliver", lambda *_: False)
    unused_on(later(366))
    assert "0 cancellati" in unused_on(later(900))
    assert PrivateFile.objects.get().told_on is None


def test_leftovers_on_the_disk_go_and_what_is_being_stored_stays(own_disk, kept, body):
    file = kept(body)
    for name in ("ab/vecchio.pdf", "ab/nuovo.pdf"):
        place = own_disk / name
        place.parent.mkdir(exist_ok=True)
        place.write_bytes(b"x")
    yesterday = (timezone.now() - dt.timedelta(days=2)).timestamp()
    os.utime(own_disk / "ab/vecchio.pdf", (yesterday, yesterday))
    os.utime(own_disk / file.file.name, (yesterday, yesterday))
    assert bytes_and_rows() == "file riservati: 1 in ordine, 1 resti cancellati"
    left = {p.relative_to(own_disk).as_posix() for p in own_disk.rglob("*.pdf")}
    assert left == {"ab/nuovo.pdf", file.file.name}


def test_a_file_without_bytes_makes_the_night_fail(own_disk, kept, body):
    file = kept(body)
    Path(own_disk / file.file.name).unlink()
    with pytest.raises(BytesMissing, match="1 file riservati senza contenuto"):
        bytes_and_rows()


def test_every_relation_to_a_file_is_counted(kept, body, monkeypatch):
    """A part that refers to files needs to register nothing to keep them from going."""
    relations = [field.related_model.__name__ for field in uses._relations()]
    fields = PrivateFile._meta.get_fields(include_hidden=True)
    pointing = {f.related_model.__name__ for f in fields if f.one_to_many}
    assert set(relations) == pointing


def test_who_brought_it_is_exported_and_forgotten(kept, body, operator):
    from tests.factories import make_member

    make_member(body, "manager", "altro@example.org")
    kept(body, by=operator)
    assert [row["name"] for row in privacy.export(operator)["file riservati"]] == [
        "regole.pdf"
    ]
    privacy.erase(operator)
    assert PrivateFile.objects.get().added_by is None


def test_what_there_is_of_a_body(kept, body, other_body):
    kept(body)
    found = held_by(body.pk)["File riservati"]
    assert (found.count, found.oldest_on) == (1, TODAY)
    assert "365 giorni" in found.kept_for
    assert held_by(other_body.pk)["File riservati"].count == 0


def test_the_sample_is_made_once_and_can_be_read(referent):
    assert make_file(TODAY) == 1
    assert make_file(TODAY) == 0
    file = PrivateFile.objects.get()
    assert "interprete" in file.text
    assert "esempio" in file.title
    assert configured.PRIVATE_TYPES["odt"] == file.content_type
