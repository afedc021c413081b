"""An upload that is not what it says is refused in Italian, at the field, and never stored."""

import gc
import io
import json
import struct
import tracemalloc
import warnings
import zipfile
import zlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image
from wagtail.models import UploadedFile

from core.models import CustomDocument, CustomImage
from core.uploads import check_content

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF"
HTML = b"<!DOCTYPE html><script>alert(1)</script>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
CALENDAR = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n"
DISGUISED = "non è un vero"
TOO_BIG = "troppo grande"
MB = 1024 * 1024


def archive(**parts):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as held:
        for name, content in parts.items():
            held.writestr(name.replace("__", "/"), content)
    return made.getvalue()


def docx(**more):
    return archive(**{"word__document.xml": "<w/>", **more})


OPEN = {
    "odt": archive(mimetype="application/vnd.oasis.opendocument.text"),
    "ods": archive(mimetype="application/vnd.oasis.opendocument.spreadsheet"),
}
SCRAMBLED = bytearray(OPEN["odt"])
SCRAMBLED[38:48] = b"\xff" * 10
GOOD = {
    "pdf": PDF,
    "csv": "\ufeffente;via\nComune;Via Po\n".encode(),
    "ics": CALENDAR,
    "docx": docx(),
    "xlsx": archive(**{"xl__workbook.xml": "<x/>"}),
    **OPEN,
}
BAD = {
    "a page as pdf": ("pdf", HTML),
    "a page before the pdf": ("pdf", HTML + PDF),
    "a picture with a script as pdf": ("pdf", SVG),
    "nothing as pdf": ("pdf", b" "),
    "a page as csv": ("csv", b"\xef\xbb\xbf  \n" + HTML),
    "a program as csv": ("csv", b"MZ\0\0"),
    "a script as csv": ("csv", b"#!/bin/sh\n"),
    "a page as calendar": ("ics", HTML),
    "any archive as docx": ("docx", archive(**{"a.txt": "x"})),
    "no archive as docx": ("docx", PDF),
    "a cut archive": ("docx", docx()[:40]),
    "macros": ("docx", docx(**{"word__vbaProject.bin": "x"})),
    "a table as text": ("docx", GOOD["xlsx"]),
    "a text as table": ("ods", OPEN["odt"]),
    "no kind said": ("odt", docx()),
    "a scrambled archive": ("odt", bytes(SCRAMBLED)),
    "a name that is no text": (
        "docx",
        docx(**{"è.xml": "x"}).replace("è".encode(), b"\xff\xff"),
    ),
}


def upload(extension, content, name="foglio"):
    return SimpleUploadedFile(f"{name}.{extension}", content)


@pytest.mark.parametrize("extension", GOOD)
def test_a_file_that_is_what_it_says_passes_and_is_read_again(extension):
    file = upload(extension, GOOD[extension])
    check_content(file)
    assert file.read() == GOOD[extension]


@pytest.mark.parametrize(("extension", "content"), BAD.values(), ids=BAD)
def test_a_file_that_is_not_is_refused(extension, content):
    with pytest.raises(Exception, match=DISGUISED):
        check_content(upload(extension, content))


def test_an_archive_that_grows_without_end_is_refused(monkeypatch):
    monkeypatch.setattr("core.uploads.MOST_UNPACKED", 1000)
    check_content(upload("docx", docx()))
    with pytest.raises(Exception, match=DISGUISED):
        check_content(upload("docx", docx(**{"word__a.xml": "0" * 1001})))


def test_of_the_kind_only_the_beginning_is_unpacked():
    kind = "application/vnd.oasis.opendocument.text" + " " * 40 * MB
    file = upload("odt", archive(mimetype=kind))
    tracemalloc.start()
    try:
        check_content(file)
        assert tracemalloc.get_traced_memory()[1] < 10 * MB
    finally:
        tracemalloc.stop()


def test_what_nobody_checks_passes():
    check_content(upload("txt", b"abc"))
    check_content(SimpleUploadedFile("senza", b"abc"))


# --- in the admin --------------------------------------------------------------------


@pytest.fixture
def client(editor):
    found = Client()
    found.force_login(editor)
    return found


def send_document(client, body, file, **sent):
    data = {
        "title": "Il mio titolo",
        "file": file,
        "collection": body.access.collection.pk,
        "tags": "",
        "holds_no_personal_data": "on",
        **sent,
    }
    data = {key: value for key, value in data.items() if value is not None}
    return client.post(reverse("wagtaildocs:add"), data)


def test_a_good_document_with_the_tick_is_stored(body, client):
    assert send_document(client, body, upload("pdf", PDF)).status_code == 302
    assert CustomDocument.objects.get().holds_no_personal_data


def test_without_the_tick_it_is_not_and_the_title_stays(body, client):
    answer = send_document(
        client, body, upload("pdf", PDF), holds_no_personal_data=None
    )
    html = answer.content.decode()
    assert "Apri il documento, controlla" in html
    assert "Il mio titolo" in html
    assert not CustomDocument.objects.exists()


@pytest.mark.parametrize(
    ("file", "message"),
    [
        (upload("pdf", HTML, "cattivo"), DISGUISED),
        (upload("svg", SVG, "cattivo"), "svg"),
        (upload("html", HTML, "cattivo"), "html"),
        (upload("pdf", PDF + b"0" * (40 * MB), "cattivo"), TOO_BIG),
    ],
    ids=["page as pdf", "svg", "html", "40 MB"],
)
def test_a_bad_document_is_told_at_the_field_and_never_stored(
    body, client, settings, file, message
):
    file.seek(0)
    html = send_document(client, body, file).content.decode()
    assert message in html
    assert "Il mio titolo" in html
    assert not CustomDocument.objects.exists()
    stored = [p.name for p in settings.MEDIA_ROOT.rglob("documents/cattivo*")]
    assert stored == []


def many(client, body, file):
    """As the page for many files sends each."""
    data = {
        "files[]": file,
        "title": "Tanti",
        "collection": body.access.collection.pk,
    }
    answer = client.post(reverse("wagtaildocs:add_multiple"), data)
    return json.loads(answer.content)


def test_of_many_at_once_a_bad_one_is_refused(body, client):
    answer = many(client, body, upload("pdf", HTML))
    assert answer["success"] is False
    assert DISGUISED in answer["error_message"]
    assert not CustomDocument.objects.exists()
    assert not UploadedFile.objects.exists()


def test_of_many_at_once_none_is_a_document_before_the_tick(body, client):
    answer = many(client, body, upload("pdf", PDF))
    assert not CustomDocument.objects.exists()
    number = answer["uploaded_file_id"]
    url = reverse("wagtaildocs:create_multiple_from_uploaded_document", args=[number])
    prefix = f"uploaded-document-{number}-"
    sent = {
        f"{prefix}title": "Tanti",
        f"{prefix}collection": body.access.collection.pk,
        f"{prefix}tags": "",
    }
    assert json.loads(client.post(url, sent).content)["success"] is False
    assert not CustomDocument.objects.exists()
    sent[f"{prefix}holds_no_personal_data"] = "on"
    with warnings.catch_warnings():
        # Wagtail leaves it to Python to close the file it copies from.
        warnings.simplefilter("ignore", ResourceWarning)
        assert json.loads(client.post(url, sent).content)["success"] is True
        gc.collect()
    assert CustomDocument.objects.get().holds_no_personal_data


def test_a_document_from_a_page_s_form_is_checked_too(body, client):
    prefix = "document-chooser-upload-"
    sent = {
        f"{prefix}title": "Dal modulo",
        f"{prefix}file": upload("pdf", HTML),
        f"{prefix}collection": body.access.collection.pk,
        f"{prefix}tags": "",
        f"{prefix}holds_no_personal_data": "on",
    }
    answer = client.post(reverse("wagtaildocs_chooser:create"), sent)
    assert DISGUISED in str(json.loads(answer.content))
    assert not CustomDocument.objects.exists()


# --- pictures ------------------------------------------------------------------------


def picture(kind="PNG"):
    made = io.BytesIO()
    Image.new("RGB", (4, 4)).save(made, kind)
    return made.getvalue()


def bomb(side):
    """A PNG of a few bytes that says it is `side` pixels wide and high."""

    def chunk(kind, data):
        length = struct.pack(">I", len(data))
        return length + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    parts = [(b"IHDR", header), (b"IDAT", zlib.compress(b"\0")), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(*part) for part in parts)


def send_picture(client, body, file):
    data = {
        "title": "La mia immagine",
        "file": file,
        "collection": body.access.collection.pk,
        "is_decorative": "on",
        "tags": "",
    }
    return client.post(reverse("wagtailimages:add"), data)


def test_a_good_picture_is_stored(body, client):
    assert send_picture(client, body, upload("png", picture())).status_code == 302
    assert CustomImage.objects.exists()


@pytest.mark.parametrize(
    ("file", "message"),
    [
        (upload("png", HTML), "immagine"),
        (upload("png", picture("GIF")), "png"),
        (upload("svg", SVG), "SVG"),
        (upload("png", SVG), "immagine"),
        (upload("png", picture() + b"0" * (40 * MB)), TOO_BIG),
        (upload("png", bomb(8_000)), TOO_BIG),
        (upload("png", bomb(100)), "rovinata"),
        (upload("png", bomb(15_000)), TOO_BIG),
        (upload("png", bomb(60_000)), TOO_BIG),
    ],
    ids=[
        *("page", "other kind", "svg", "svg as png", "40 MB"),
        *("64 megapixels", "cut short", "225 megapixels", "3600 megapixels"),
    ],
)
def test_a_bad_picture_is_told_and_never_stored(body, client, file, message):
    file.seek(0)
    answer = send_picture(client, body, file)
    assert answer.status_code == 200
    html = answer.content.decode()
    assert "error-message" in html
    assert message.lower() in html.lower()
    assert "La mia immagine" in html
    assert not CustomImage.objects.exists()
