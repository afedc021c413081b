"""What LibreOffice, Word, Excel, scanners and telephones really write."""

import io

import pytest
from django.core.exceptions import ValidationError
from PIL import Image
from pypdf import PdfReader
from pypdf.generic import ArrayObject, NameObject, NumberObject, StreamObject

from intranet.files.taking.jpeg import without_remarks
from intranet.files.taking.naming import ending_of
from intranet.files.taking.pipeline import take
from tests.intranet.files.documents import (
    AUTHOR,
    archive,
    docx,
    odt,
    parts_of,
    pdf,
    photo,
    upload,
)

REVISIONS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
DC = 'xmlns:dc="http://purl.org/dc/elements/1.1/"'


def kept(name, data):
    return take(upload(name, data)).read()


def open_text(body):
    """A text of LibreOffice that holds this."""
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "text")
    )
    return odt(**{"content.xml": f"<office:text {spaces} {DC}>{body}</office:text>"})


def shared_book():
    """A workbook whose changes are noted, as LibreOffice writes it."""
    headers = f'<headers xmlns="{REVISIONS}"><header userName="{AUTHOR}"/></headers>'
    names = f'<users xmlns="{REVISIONS}"><userInfo name="{AUTHOR}" id="1"/></users>'
    log = f'<revisions xmlns="{REVISIONS}"><rdn name="Zona"/></revisions>'
    return archive({
        "xl/workbook.xml": f'<workbook xmlns="{REVISIONS}"/>',
        "xl/revisions/revisionHeaders.xml": headers,
        "xl/revisions/userNames.xml": names,
        "xl/revisions/revisionLog1.xml": log,
    })  # fmt: skip


def test_a_workbook_forgets_who_changed_its_cells():
    parts = parts_of(kept("dati.xlsx", shared_book()))
    assert AUTHOR.encode() not in b"".join(parts.values())
    assert b'name="Zona"' in parts["xl/revisions/revisionLog1.xml"]


def test_columns_of_a_server_name_nobody():
    columns = (
        f"<p><pc:UserInfo><pc:DisplayName>{AUTHOR}</pc:DisplayName><pc:AccountId>7"
        "</pc:AccountId></pc:UserInfo><Argomento>ISEE</Argomento></p>"
    )
    parts = parts_of(kept("a.docx", docx(**{"customXml/item1.xml": columns})))
    assert AUTHOR.encode() not in b"".join(parts.values())
    assert b"<Argomento>ISEE</Argomento>" in parts["customXml/item1.xml"]


def test_a_remark_does_not_put_its_date_among_the_words():
    text = open_text(
        "<text:p>Testo<office:annotation><dc:creator>x</dc:creator>"
        "<dc:date>2026-01-02T03:04:05</dc:date><text:p>una nota</text:p>"
        "</office:annotation> che continua</text:p>"
    )
    assert take(upload("a.odt", text)).text == "una nota\nTesto che continua"


def test_what_was_deleted_is_not_found():
    text = open_text(
        "<text:tracked-changes><text:deletion><text:p>cancellato</text:p></text:deletion>"
        "</text:tracked-changes><text:p>Rimasto</text:p>"
    )
    assert take(upload("a.odt", text)).text == "Rimasto"


@pytest.mark.parametrize(
    ("name", "form"), [("word/media/image1.jfif", "JPEG"), ("word/media/a.jpg", "PNG")]
)
def test_a_photo_within_is_cleaned_whatever_it_is_called(name, form):
    data = parts_of(kept("a.docx", docx(**{name: photo(form)})))[name]
    assert AUTHOR.encode() not in data
    with Image.open(io.BytesIO(data)) as picture:
        assert picture.format == form


def with_photo(kind):
    """A scan: the photo stands in the PDF as the machine wrote it."""

    def spoil(writer, page):
        stream = StreamObject()
        stream._data = photo("JPEG")
        facts = {"/Type": "/XObject", "/Subtype": "/Image", "/ColorSpace": "/DeviceRGB"}
        stream.update({NameObject(k): NameObject(v) for k, v in facts.items()})
        sizes = {"/Width": 40, "/Height": 20, "/BitsPerComponent": 8}
        stream.update({NameObject(k): NumberObject(v) for k, v in sizes.items()})
        stream[NameObject("/Filter")] = kind
        page["/Resources"][NameObject("/XObject")] = writer._add_object(stream)
        page[NameObject("/Scan")] = writer._add_object(stream)

    return spoil


@pytest.mark.parametrize(
    "kind", [NameObject("/DCTDecode"), ArrayObject([NameObject("/DCTDecode")])]
)
def test_a_photo_in_a_pdf_forgets_where_it_was_taken(kind):
    raw = pdf(spoil=with_photo(kind))
    assert b"Exif" in raw
    data = kept("scansione.pdf", raw)
    assert b"Exif" not in data
    assert AUTHOR.encode() not in data
    held = PdfReader(io.BytesIO(data)).pages[0]["/Scan"]
    with Image.open(io.BytesIO(held._data)) as picture:
        picture.load()
        assert picture.size == (40, 20)


@pytest.mark.parametrize("more", [{}, {"progressive": True}, {"optimize": True}])
def test_a_jpeg_keeps_every_point(more):
    noise = Image.effect_noise((120, 80), 80).convert("CMYK")
    out = io.BytesIO()
    noise.save(out, "JPEG", comment=AUTHOR.encode(), icc_profile=b"profilo", **more)
    data = without_remarks(out.getvalue() + photo())
    assert AUTHOR.encode() not in data
    with (
        Image.open(io.BytesIO(out.getvalue())) as before,
        Image.open(io.BytesIO(data)) as after,
    ):
        assert after.tobytes() == before.tobytes()
        assert after.info["icc_profile"] == b"profilo"


@pytest.mark.parametrize("data", [b"", b"\xff\xd8", b"nessuna foto", photo()[:200]])
def test_what_is_no_whole_jpeg_stays(data):
    assert without_remarks(data) == data


@pytest.mark.parametrize(
    ("name", "instead"),
    [
        ("IMG_0001.HEIC", r"\.jpg"),
        ("modulo.doc", r"\.docx"),
        ("corso.mov", r"\.mp4"),
        ("atto.pdf.p7m", r"\.pdf con la firma dentro"),
    ],
)
def test_what_is_not_taken_is_told_how_to_save_it(name, instead):
    with pytest.raises(ValidationError, match=f"salvalo come {instead}"):
        ending_of(name)
