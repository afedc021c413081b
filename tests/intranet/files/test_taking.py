"""What is taken in, what is refused, and what is left of who wrote it."""

import io
import zipfile

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from PIL import Image
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, TextStringObject

from intranet.files.taking.naming import clean_name
from intranet.files.taking.pipeline import take
from tests.intranet.files.documents import (
    AUTHOR,
    OFFICE,
    PACKAGE,
    action,
    archive,
    docx,
    odt,
    parts_of,
    pdf,
    photo,
    upload,
)

MP4 = b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom" + b"\0" * 64


def taken(name, data):
    return take(upload(name, data))


def why(name, data):
    with pytest.raises(ValidationError) as caught:
        taken(name, data)
    return caught.value.code


def test_a_docx_is_read_and_names_nobody():
    file = taken("C:\\Scrivania\\Delega  ISEE.DOCX", docx())
    assert file.name == "Delega ISEE.docx"
    assert "Delega per l’ISEE aggiunto\nSeconda riga" in file.text
    data = file.read()
    parts = parts_of(data)
    assert not [name for name in parts if name.startswith("docProps")]
    assert AUTHOR.encode() not in b"".join(parts.values())
    assert b"docProps" not in parts["[Content_Types].xml"] + parts["_rels/.rels"]
    assert b"attachedTemplate" not in b"".join(parts.values())
    assert b"officeDocument" in parts["_rels/.rels"]
    with Image.open(io.BytesIO(parts["word/media/foto.jpeg"])) as picture:
        assert dict(picture.getexif()) == {0x0112: 6}


def test_a_spreadsheet_opens_after_it():
    book = Workbook()
    book.properties.creator = AUTHOR
    book.active["A1"] = "Quorum"
    book.active["A1"].comment = Comment("nota", AUTHOR)
    out = io.BytesIO()
    book.save(out)
    file = taken("dati.xlsx", out.getvalue())
    data = file.read()
    assert AUTHOR.encode() not in b"".join(parts_of(data).values())
    assert load_workbook(io.BytesIO(data)).active["A1"].value == "Quorum"
    assert "Quorum" in file.text


def test_an_odt_is_read_and_names_nobody():
    file = taken("verbale.odt", odt())
    data = file.read()
    assert AUTHOR.encode() not in b"".join(parts_of(data).values())
    assert file.text == "Verbale della riunione molto lungo"
    with zipfile.ZipFile(io.BytesIO(data)) as held:
        first = held.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
        assert "Thumbnails/thumbnail.png" not in held.namelist()
        assert b"Thumbnails" not in held.read("META-INF/manifest.xml")


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_photo_forgets_where_and_by_whom_and_stays_turned(form):
    ending = {"JPEG": "jpg"}.get(form, form.lower())
    data = taken(f"foto.{ending}", photo(form)).read()
    assert AUTHOR.encode() not in data
    with Image.open(io.BytesIO(data)) as picture:
        assert dict(picture.getexif()) == {0x0112: 6}
        assert picture.size == (40, 20)
        assert not picture.info.get("comment")


def test_a_pdf_is_read_and_names_nobody():
    file = taken("regole.pdf", pdf())
    data = file.read()
    assert AUTHOR.encode() not in data
    assert file.text == "Regolamento degli sportelli"
    (remark,) = PdfReader(io.BytesIO(data)).pages[0]["/Annots"]
    assert remark.get_object()["/Contents"] == "una nota"


def on_open(writer, page):
    writer._root_object[NameObject("/OpenAction")] = action(
        "/JavaScript", **{"/JS": TextStringObject("ALLARME")}
    )


def on_click(writer, page):
    page[NameObject("/AA")] = DictionaryObject({
        NameObject("/O"): action("/Launch", **{"/F": TextStringObject("PROGRAMMA")})
    })  # fmt: skip


def by_a_name_kept_elsewhere(writer, page):
    kind = writer._add_object(NameObject("/Launch"))
    hidden = DictionaryObject({NameObject("/S"): kind})
    hidden[NameObject("/F")] = TextStringObject("PROGRAMMA")
    page[NameObject("/Annots")].append(
        writer._add_object(DictionaryObject({NameObject("/A"): hidden}))
    )


def attached(writer, page):
    writer.add_attachment("PROGRAMMA", b"ALLARME")


@pytest.mark.parametrize(
    "spoil", [on_open, on_click, by_a_name_kept_elsewhere, attached]
)
def test_a_pdf_loses_what_runs(spoil):
    raw = pdf(spoil=spoil)
    assert b"PROGRAMMA" in raw or b"ALLARME" in raw
    data = taken("regole.pdf", raw).read()
    whole = (
        b"".join(
            str(one).encode() for one in PdfReader(io.BytesIO(data)).resolved_objects
        )
        + data
    )
    for trace in (b"PROGRAMMA", b"ALLARME", b"JavaScript", b"Launch"):
        assert trace not in whole


def signed(writer, page):
    seal = DictionaryObject({
        NameObject("/Type"): NameObject("/Sig"),
        NameObject("/ByteRange"): ArrayObject([]),
    })  # fmt: skip
    writer._root_object[NameObject("/Perms")] = writer._add_object(seal)


def test_a_signed_pdf_stays_as_it_is():
    raw = pdf(spoil=signed)
    assert taken("firmato.pdf", raw).read() == raw


def test_a_signed_pdf_with_programs_is_refused():
    def both(writer, page):
        signed(writer, page)
        on_open(writer, page)

    assert why("firmato.pdf", pdf(spoil=both)) == "programs"


def test_a_pdf_with_a_password_is_refused():
    assert why("chiuso.pdf", pdf(lock="segreta")) == "locked"


def test_a_pdf_that_only_asks_not_to_be_changed_is_taken():
    raw = io.BytesIO(pdf())
    from pypdf import PdfWriter

    writer = PdfWriter(clone_from=PdfReader(raw))
    writer.encrypt("", "dell'ufficio")
    out = io.BytesIO()
    writer.write(out)
    assert "Regolamento" in taken("a.pdf", out.getvalue()).text


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("macro.docm", b"PK", "ending"),
        ("pagina.html", b"<p>", "ending"),
        ("disegno.svg", b"<svg/>", "ending"),
        ("senza", b"x", "ending"),
        ("vuoto.pdf", b"", "empty"),
        ("finto.pdf", b"<script>", "disguised"),
        ("finto.docx", archive({"a.txt": "x"}), "disguised"),
        ("finto.mp4", b"MZ\x90\0" * 20, "disguised"),
        ("finto.jpg", b"GIF89a" + b"\0" * 40, "broken"),
        ("pagina.txt", b"<!DOCTYPE html><script>", "disguised"),
        ("rotto.pdf", b"%PDF-1.7\nnon e' un pdf", "broken"),
        ("macro.docx", docx(**{"word/vbaProject.bin": b"x"}), "disguised"),
        ("ole.docx", docx(**{"word/embeddings/oleObject1.bin": b"x"}), "programs"),
        ("attivo.docx", docx(**{"word/activeX/a1.xml": b"x"}), "programs"),
        ("macro.odt", odt(**{"Basic/script-lc.xml": b"x"}), "programs"),
        ("chiuso.odt", odt(**{"META-INF/manifest.xml": b"<encryption-data"}), "locked"),
        ("sottotitoli.vtt", b"ciao", "disguised"),
        ("incontro.ics", b"ciao", "disguised"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_refused(name, data, code):
    assert why(name, data) == code


@pytest.mark.parametrize(
    ("name", "data", "text"),
    [
        ("a.txt", "perché sì".encode("cp1252"), "perché sì"),
        ("a.csv", "\ufeffnome;età".encode(), "nome;età"),
        ("a.vtt", b"WEBVTT\n\n00:00.000 --> 00:01.000\nbuongiorno", "buongiorno"),
        ("a.ics", b"BEGIN:VCALENDAR\nSUMMARY:Corso\nEND:VCALENDAR", "Corso"),
    ],
)
def test_plain_texts_are_kept_in_one_encoding(name, data, text):
    file = taken(name, data)
    assert text in file.text
    assert text in file.read().decode("utf-8")


def test_a_video_is_kept_as_it_is():
    assert taken("corso.mp4", MP4).read() == MP4


def test_what_is_too_large_is_told_with_the_limit(settings):
    settings.PRIVATE_MAX_SIZE = 1024
    with pytest.raises(ValidationError, match=r"massimo per i \.pdf è 1,0"):
        taken("a.pdf", b"%PDF-" + b"x" * 2000)


def test_an_archive_that_unpacks_too_large_is_refused(settings):
    settings.PRIVATE_MAX_UNPACKED = 100_000
    assert why("bomba.docx", docx(**{"word/x.xml": b"0" * 200_000})) == "bomb"


def test_documents_within_a_document_share_its_room(settings):
    settings.PRIVATE_MAX_UNPACKED = 300_000
    inner = docx(**{"word/x.xml": b"0" * 100_000})
    many = {f"word/embeddings/{one}.docx": inner for one in "abc"}
    assert taken("a.docx", docx(**{"word/embeddings/a.docx": inner}))
    assert why("a.docx", docx(**many)) == "bomb"


def test_pictures_of_a_document_share_its_room(settings):
    settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS = 1000
    few = {f"word/media/{one}.png": photo("PNG") for one in "abc"}
    assert taken("a.docx", docx(**few))
    many = {f"word/media/{one}.png": photo("PNG") for one in "abcdef"}
    assert why("a.docx", docx(**many)) == "bomb"


def test_a_document_in_a_document_in_a_document_is_cleaned_or_refused():
    inner = docx()
    once = docx(**{"word/embeddings/uno.docx": inner})
    assert AUTHOR.encode() not in b"".join(
        parts_of(
            parts_of(taken("a.docx", once).read())["word/embeddings/uno.docx"]
        ).values()
    )
    deep = once
    for _ in range(3):
        deep = docx(**{"word/embeddings/uno.docx": deep})
    assert why("a.docx", deep) == "programs"


def test_a_picture_of_too_many_points_is_refused(settings):
    settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS = 100
    assert why("a.png", photo("PNG")) == "bomb"


def test_what_word_would_fetch_from_elsewhere_is_refused():
    away = (
        '<Relationship Id="r1" TargetMode="External" Target="mhtml:http://x.example!" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/oleObject"/>'
    )
    assert why("a.docx", docx(**{"word/_rels/document.xml.rels": away})) == "programs"
    link = away.replace("oleObject", "hyperlink")
    assert taken("a.docx", docx(**{"word/_rels/document.xml.rels": link}))


def relations(**said):
    words = " ".join(f"{name}='{value}'" for name, value in said.items())
    return f"<Relationships xmlns='{PACKAGE}/relationships'><Relationship {words}/></Relationships>"


KIND = f"{OFFICE}/relationships"
AWAY = {"Id": "r1", "TargetMode": "External", "Target": "http://x.example/a>b.dotm"}


@pytest.mark.parametrize(
    "hidden",
    [
        relations(Type=f"{KIND}/attachedTemplate", **AWAY).encode("utf-16"),
        relations(Type=f"{KIND}/attached&#84;emplate", **AWAY),
        relations(Type=f"{KIND}/oleObj&#101;ct", **AWAY),
        relations(Type=f"{KIND}/frame", **AWAY).replace("='", " = '"),
        relations(Type=f"{KIND}/image", **AWAY | {"Target": "file://x.example/a.png"}),
        relations(Type=f"{KIND}/image", **AWAY | {"Target": r"\\\\x.example\\a.png"}),
    ],
    ids=["utf-16", "template", "object", "spaces", "file", "share"],
)
def test_what_word_would_fetch_is_found_however_it_is_written(hidden):
    assert why("a.docx", docx(**{"word/_rels/settings.xml.rels": hidden})) == "programs"


@pytest.mark.parametrize("target", ["file:///C:/foto.png", "media/a.png", "http://x/y"])
def test_a_picture_elsewhere_on_the_own_computer_is_no_harm(target):
    named = relations(Type=f"{KIND}/image", **AWAY | {"Target": target})
    assert taken("a.docx", docx(**{"word/_rels/document.xml.rels": named}))


@pytest.mark.parametrize("broken", ["<Relationships>", "", "<!DOCTYPE x><x/>"])
def test_relations_that_cannot_be_read_are_refused(broken):
    assert why("a.docx", docx(**{"word/_rels/x.xml.rels": broken})) == "broken"


def test_a_pdf_of_too_many_objects_is_refused(monkeypatch):
    monkeypatch.setattr("intranet.files.taking.pdf.MOST_OBJECTS", 3)
    assert why("a.pdf", pdf()) == "bomb"


def test_a_drawing_is_not_read(monkeypatch):
    monkeypatch.setattr("intranet.files.taking.reading.MOST_DRAWN", 10)
    assert taken("a.pdf", pdf()).text == ""


def test_entities_that_unfold_are_not_unfolded():
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x><t>&b;</t></x>'
    file = taken("a.docx", docx(**{"word/document.xml": bomb}))
    assert "aaaa" not in file.text


def test_a_text_is_cut_at_its_limit(settings):
    settings.PRIVATE_TEXT_LENGTH = 10
    assert taken("a.txt", b"parola " * 100).text == "parola par"


def test_a_reading_that_takes_too_long_ends(settings):
    settings.PRIVATE_READING_SECONDS = -1
    assert taken("a.pdf", pdf()).text == ""


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("fattura\u202efdp.pdf", "fatturafdp.pdf"),
        ('a"b<c>\n.PDF', "a b c.pdf"),
        (".pdf", "file.pdf"),
        ("x" * 400 + ".pdf", "x" * 120 + ".pdf"),
    ],
)
def test_a_name_is_a_name(name, clean):
    assert clean_name(name) == clean


def test_what_passed_is_not_looked_at_again():
    file = take(SimpleUploadedFile("a.txt", b"ciao"))
    assert take(file) is file
