"""Each place in which a program writes who somebody is, and each way in which a file may act."""

import io
import zipfile

import pytest
from django.core.exceptions import ValidationError
from PIL import Image
from PIL.PngImagePlugin import PngInfo
from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    TextStringObject,
)

from intranet.files.taking import office, open_document
from intranet.files.taking.archives import clean_archive
from intranet.files.taking.pdf import ACTIONS, REMARKS, RUNS, clean_pdf
from intranet.files.taking.pictures import clean_picture
from tests.intranet.files.documents import (
    AUTHOR,
    action,
    docx,
    odt,
    parts_of,
    pdf,
    photo,
)
from tests.intranet.files.test_taking import signed

WHO = AUTHOR.encode()


def why(clean, data, ending):
    with pytest.raises(ValidationError) as caught:
        clean(io.BytesIO(data), ending)
    return caught.value.code


# --- Office ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("place", "attribute"),
    [
        *[("word/document.xml", f"w:{name}") for name in ("author", "initials")],
        *[
            ("word/people.xml", f"w15:{name}")
            for name in ("author", "userId", "providerId")
        ],
        *[("ppt/commentAuthors.xml", name) for name in ("name", "initials")],
        *[
            ("ppt/authors.xml", name)
            for name in ("name", "initials", "userId", "providerId")
        ],
        *[
            ("xl/persons/person.xml", name)
            for name in ("displayName", "userId", "providerId")
        ],
        ("xl/workbook.xml", "userName"),
    ],
)
@pytest.mark.parametrize("quote", "\"'")
def test_whoever_an_attribute_names_becomes_nobody(place, attribute, quote):
    data = f"<a id='1' {attribute}={quote}{AUTHOR}{quote} b='2'>{attribute}</a>"
    assert office.clean_part(place, data.encode()).decode() == (
        f"<a id='1' {attribute}=\"Autore\" b='2'>{attribute}</a>"
    )


@pytest.mark.parametrize("place", ["xl/tables/table1.xml", "ppt/slides/slide1.xml"])
def test_elsewhere_the_same_word_names_a_table(place):
    data = b'<table name="Sportelli" displayName="Sportelli"/>'
    assert office.clean_part(place, data) == data


@pytest.mark.parametrize("space", ["", "x:"])
def test_authors_of_a_spreadsheets_comments_become_nobody(space):
    data = f"<{space}author>{AUTHOR}</{space}author>".encode()
    kept = f"<{space}author>Autore</{space}author>".encode()
    assert office.clean_part("xl/comments1.xml", data) == kept
    assert office.clean_part("xl/other.xml", data) == data


def test_the_folder_in_which_it_was_saved_goes():
    data = b'<a/><x15ac:absPath url="C:\\Users\\Anna"/><b/>'
    assert office.clean_part("xl/workbook.xml", data) == b"<a/><b/>"


@pytest.mark.parametrize(
    "target", ["docProps/app.xml", "x/attachedTemplate", "metadata/thumbnail"]
)
def test_what_pointed_at_a_part_that_is_gone_goes(target):
    gone, stays = f'<Relationship Target="{target}"/>', '<Relationship Target="a"/>'
    found = office.clean_part("_rels/.rels", f"<r>{gone}{stays}</r>".encode())
    assert found == f"<r>{stays}</r>".encode()
    assert not office.fetches("word/document.xml", gone.encode())


def test_bytes_that_are_no_text_stay_as_they_are():
    data = b'\0<w:attachedTemplate/> w:author="x"'
    assert office.clean_part("word/media/a.emf", data) == data


@pytest.mark.parametrize(
    "kind", ["oleObject", "frame", "subDocument", "aFChunk", "attachedToolbars"]
)
def test_nothing_is_fetched_from_elsewhere(kind):
    away = f'<Relationship TargetMode="External" Target="http://x/" Type="a/{kind}"/>'
    data = docx(**{"word/_rels/document.xml.rels": away})
    assert why(clean_archive, data, "docx") == "programs"
    inside = away.replace(' TargetMode="External"', "").replace("http://x/", "a.bin")
    assert clean_archive(
        io.BytesIO(docx(**{"word/_rels/document.xml.rels": inside})), "docx"
    )


# --- OpenDocument ---------------------------------------------------------------------


@pytest.mark.parametrize(
    "name", ["dc:creator", "meta:creator-initials", "loext:sender-initials"]
)
def test_whoever_an_element_names_is_left_out(name):
    data = f"<a><{name}>{AUTHOR}</{name}>resta</a>".encode()
    for place in ("content.xml", "styles.xml"):
        kept = f"<a><{name}></{name}>resta</a>".encode()
        assert open_document.clean_part(place, data) == kept


@pytest.mark.parametrize("name", ["PrinterName", "PrinterSetup"])
def test_the_printers_name_goes(name):
    item = f'<config:config-item config:name="{name}" config:type="string">'
    data = f"{item}Stampante di Anna</config:config-item>".encode()
    found = open_document.clean_part("settings.xml", data)
    assert found == f"{item}</config:config-item>".encode()


@pytest.mark.parametrize("place", ["meta.xml", "Object 1/meta.xml"])
def test_properties_are_empty_in_the_document_and_in_those_within(place):
    parts = parts_of(
        clean_archive(io.BytesIO(odt(**{place: f"<x>{AUTHOR}</x>"})), "odt")
    )
    assert WHO not in parts[place]
    assert b"document-meta" in parts[place]


def test_a_signature_of_what_was_before_goes():
    data = odt(**{"META-INF/documentsignatures.xml": f"<x>{AUTHOR}</x>"})
    parts = parts_of(clean_archive(io.BytesIO(data), "odt"))
    assert "META-INF/documentsignatures.xml" not in parts
    assert "META-INF/manifest.xml" in parts


# --- both -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    [
        *("word/vbaProject.bin", "word/vbaData.xml", "word/activeX/a.xml"),
        *("word/embeddings/a.bin", "word/a.EXE", "a.js", "a.vbs", "a.bat", "a.hta"),
        *("Basic/a.xml", "Scripts/python/a.py"),
    ],
)
@pytest.mark.parametrize(("make", "ending"), [(docx, "docx"), (odt, "odt")])
def test_a_program_is_refused_wherever_it_lies(make, ending, name):
    assert why(clean_archive, make(**{name: b"x"}), ending) == "programs"


def test_what_a_printer_was_set_to_is_no_program():
    name = "xl/printerSettings/printerSettings1.bin"
    assert name in parts_of(clean_archive(io.BytesIO(docx(**{name: b"x"})), "docx"))


def test_parts_with_a_password_are_refused():
    data = bytearray(docx())
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = data.find(mark)
        data[start + place] |= 1
    assert why(clean_archive, bytes(data), "docx") == "locked"


@pytest.mark.parametrize("data", [b"PK\x03\x04 rotto", docx()[:-30], b""])
def test_a_broken_archive_is_refused(data):
    assert why(clean_archive, data, "docx") == "broken"


def test_a_photo_within_is_cleaned_however_its_ending_is_written():
    name = "word/media/FOTO.JPG"
    data = clean_archive(io.BytesIO(docx(**{name: photo()})), "docx")
    assert WHO not in parts_of(data)[name]


def test_parts_stay_as_small_as_they_were_and_may_have_an_accent():
    name = "word/città.xml"
    data = clean_archive(io.BytesIO(docx(**{name: "x" * 5000})), "docx")
    with zipfile.ZipFile(io.BytesIO(data)) as held:
        assert held.getinfo(name).compress_type == zipfile.ZIP_DEFLATED


def test_no_moment_and_no_comment_of_the_archive_stays():
    out = io.BytesIO(docx())
    with zipfile.ZipFile(out, "a") as held:
        held.comment = WHO
    data = clean_archive(out, "docx")
    with zipfile.ZipFile(io.BytesIO(data)) as held:
        assert held.comment == b""
        assert {part.date_time for part in held.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_picture_within_that_cannot_be_read_stays_and_a_bomb_does_not(settings):
    name = "word/media/a.png"
    parts = parts_of(clean_archive(io.BytesIO(docx(**{name: b"niente"})), "docx"))
    assert parts[name] == b"niente"
    settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS = 800
    inner = {"word/media/foto.jpeg": photo()}  # 40 by 20
    assert clean_archive(io.BytesIO(docx(**inner)), "docx")
    settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS = 799
    assert why(clean_archive, docx(**inner), "docx") == "bomb"


def test_two_documents_deep_is_cleaned_and_three_is_refused():
    def within(inner):
        return docx(**{"word/embeddings/a.docx": inner})

    two = within(within(docx()))
    assert clean_archive(io.BytesIO(two), "docx")
    assert why(clean_archive, within(two), "docx") == "programs"


def test_as_much_as_the_limit_unpacks_and_no_byte_more(settings):
    data = docx()
    with zipfile.ZipFile(io.BytesIO(data)) as held:
        settings.PRIVATE_MAX_UNPACKED = sum(p.file_size for p in held.infolist())
    assert clean_archive(io.BytesIO(data), "docx")
    settings.PRIVATE_MAX_UNPACKED -= 1
    assert why(clean_archive, data, "docx") == "bomb"


# --- PDF ------------------------------------------------------------------------------


def cleaned(spoil):
    """All bytes and all objects of the file after it was cleaned."""
    data = clean_pdf(io.BytesIO(pdf(spoil=spoil)))
    return PdfReader(io.BytesIO(data)), data


@pytest.mark.parametrize("kind", sorted(ACTIONS))
def test_no_action_that_does_something_stays(kind):
    def spoil(writer, page):
        page[NameObject("/A")] = action(kind, **{"/F": TextStringObject("LONTANO")})

    reader, data = cleaned(spoil)
    assert not reader.pages[0]["/A"]
    assert b"LONTANO" not in data


def test_a_link_within_the_document_stays():
    def link(writer, page):
        page[NameObject("/A")] = action("/GoTo", **{"/D": TextStringObject("due")})

    assert cleaned(link)[0].pages[0]["/A"]["/D"] == "due"


@pytest.mark.parametrize(
    "key",
    [*RUNS, "/Metadata", "/PieceInfo", "/EmbeddedFiles", "/EF", "/AF"],
)
def test_nothing_that_runs_or_tells_stays_however_deep(key):
    def spoil(writer, page):
        deep = DictionaryObject({NameObject(key): TextStringObject("SEGRETO")})
        page[NameObject("/Deep")] = ArrayObject([DictionaryObject({
            NameObject("/More"): writer._add_object(deep)
        })])  # fmt: skip

    reader, data = cleaned(spoil)
    assert key not in reader.pages[0]["/Deep"][0]["/More"]
    assert b"SEGRETO" not in data


@pytest.mark.parametrize("kind", sorted(REMARKS))
def test_whoever_remarked_becomes_nobody(kind):
    def remark(writer, page):
        page[NameObject("/X")] = DictionaryObject({
            NameObject("/Subtype"): NameObject(kind),
            NameObject("/T"): TextStringObject("CHI"),
        })  # fmt: skip

    assert "/T" not in cleaned(remark)[0].pages[0]["/X"]


def test_a_field_of_a_form_keeps_its_name():
    def field(writer, page):
        page[NameObject("/X")] = DictionaryObject({
            NameObject("/Subtype"): NameObject("/Widget"),
            NameObject("/T"): TextStringObject("cognome"),
        })  # fmt: skip

    assert cleaned(field)[0].pages[0]["/X"]["/T"] == "cognome"


def test_what_an_earlier_version_of_it_held_is_gone():
    def leave(writer, page):
        old = DecodedStreamObject()
        old.set_data(b"VERSIONE DI PRIMA")
        writer._add_object(old)

    raw = pdf(spoil=leave)
    assert b"VERSIONE DI PRIMA" in raw
    assert b"VERSIONE DI PRIMA" not in clean_pdf(io.BytesIO(raw))


@pytest.mark.parametrize("key", [*RUNS, "/EF"])
def test_a_signed_one_in_which_something_runs_is_refused(key):
    def both(writer, page):
        signed(writer, page)
        page[NameObject(key)] = TextStringObject("x")

    assert why(clean_pdf, pdf(spoil=both), "pdf") == "programs"


def test_as_many_objects_as_the_limit_are_written_and_no_more(monkeypatch):
    raw = pdf()
    reader = PdfReader(io.BytesIO(raw))
    number = len(reader.xref_objStm) + sum(map(len, reader.xref.values()))
    monkeypatch.setattr("intranet.files.taking.pdf.MOST_OBJECTS", number)
    assert clean_pdf(io.BytesIO(raw))
    monkeypatch.setattr("intranet.files.taking.pdf.MOST_OBJECTS", number - 1)
    assert why(clean_pdf, raw, "pdf") == "bomb"


def test_pages_stay_in_number_and_order():
    writer = PdfWriter()
    for width in (100, 200, 300):
        writer.add_blank_page(width, 50)
    out = io.BytesIO()
    writer.write(out)
    pages = PdfReader(io.BytesIO(clean_pdf(out))).pages
    assert [int(page.mediabox.width) for page in pages] == [100, 200, 300]


# --- photos ---------------------------------------------------------------------------


def test_a_text_within_a_png_goes_and_what_is_transparent_stays():
    info = PngInfo()
    info.add_text("Author", AUTHOR)
    out = io.BytesIO()
    clear = (1, 2, 3)
    Image.new("RGB", (4, 4)).save(out, "PNG", pnginfo=info, transparency=clear)
    data = clean_picture(out, "png")
    assert WHO not in data
    with Image.open(io.BytesIO(data)) as picture:
        assert picture.info == {"transparency": clear}


@pytest.mark.parametrize("turned", range(2, 9))
def test_however_it_was_held_it_stays_turned(turned):
    with Image.open(
        io.BytesIO(clean_picture(io.BytesIO(photo(turned=turned)), "jpg"))
    ) as p:
        assert dict(p.getexif()) == {0x0112: turned}


@pytest.mark.parametrize("turned", [1, 9])
def test_one_that_was_not_turned_says_nothing(turned):
    with Image.open(
        io.BytesIO(clean_picture(io.BytesIO(photo(turned=turned)), "jpg"))
    ) as p:
        assert dict(p.getexif()) == {}


def test_a_photo_loses_nothing_of_what_it_shows():
    raw = photo(size=(64, 48))
    with (
        Image.open(io.BytesIO(raw)) as before,
        Image.open(io.BytesIO(clean_picture(io.BytesIO(raw), "jpg"))) as after,
    ):
        assert before.tobytes() == after.tobytes()


def test_colours_keep_their_profile():
    out = io.BytesIO()
    Image.new("RGB", (4, 4)).save(out, "JPEG", icc_profile=b"profilo" * 20)
    with Image.open(io.BytesIO(clean_picture(out, "jpg"))) as picture:
        assert picture.info["icc_profile"] == b"profilo" * 20
