"""Small real files, with in them what must not stay."""

from __future__ import annotations

import io
import zipfile

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    TextStringObject,
)

AUTHOR = "Segretaria Nascosta"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"


def upload(name: str, data: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def archive(parts: dict[str, bytes | str], *, stored: tuple[str, ...] = ()) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as held:
        for name, data in parts.items():
            kind = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            held.writestr(name, data, compress_type=kind)
    return out.getvalue()


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as held:
        return {name: held.read(name) for name in held.namelist()}


def photo(form: str = "JPEG", *, turned: int = 6, size=(40, 20)) -> bytes:
    """With the place, the author and a comment in it."""
    exif = Image.Exif()
    exif[0x0112] = turned
    exif[0x013B] = AUTHOR
    exif.get_ifd(0x8825)[1] = "N"
    more = {"comment": AUTHOR.encode()} if form == "JPEG" else {}
    out = io.BytesIO()
    Image.new("RGB", size, (200, 30, 30)).save(out, form, exif=exif.tobytes(), **more)
    return out.getvalue()


def docx(text: str = "Delega per l’ISEE", **more: bytes | str) -> bytes:
    """As Word writes it: properties, a comment, a tracked change, a template, a photo."""
    parts: dict[str, bytes | str] = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Override PartName="/docProps/core.xml" ContentType="application/x"/>'
        '<Override PartName="/word/document.xml" ContentType="application/y"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="r1" Type="{OFFICE}/relationships/officeDocument" '
        'Target="word/document.xml"/>'
        f'<Relationship Id="r2" Type="{PACKAGE}/core" Target="docProps/core.xml"/></Relationships>',
        "docProps/core.xml": f"<x>{AUTHOR}</x>",
        "docProps/custom.xml": f"<x>{AUTHOR}</x>",
        "word/document.xml": f"<w:document {W}><w:body><w:p><w:r><w:t>{text}</w:t></w:r>"
        f'<w:ins w:id="1" w:author="{AUTHOR}"><w:r><w:t> aggiunto</w:t></w:r></w:ins></w:p>'
        "<w:p><w:r><w:t>Seconda riga</w:t></w:r></w:p></w:body></w:document>",
        "word/comments.xml": f'<w:comments {W}><w:comment w:author="{AUTHOR}" w:initials="SN"/>'
        "</w:comments>",
        "word/settings.xml": f'<w:settings {W}><w:attachedTemplate r:id="r9"/></w:settings>',
        "word/_rels/settings.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="r9" Type="{OFFICE}/relationships/attachedTemplate" '
        f'Target="http://lontano.example/{AUTHOR}" TargetMode="External"/></Relationships>',
        "word/media/foto.jpeg": photo(),
        **more,
    }
    return archive(parts)


def odt(text: str = "Verbale della riunione", **more: bytes | str) -> bytes:
    """As LibreOffice writes it."""
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "text", "meta", "manifest")
    )
    dc = 'xmlns:dc="http://purl.org/dc/elements/1.1/"'
    parts: dict[str, bytes | str] = {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": f"<office:document-content {spaces} {dc}><office:body><office:text>"
        f"<text:p>{text} <text:span>molto</text:span> lungo</text:p>"
        f"<office:annotation><dc:creator>{AUTHOR}</dc:creator></office:annotation>"
        "</office:text></office:body></office:document-content>",
        "meta.xml": f"<x>{AUTHOR}</x>",
        "Thumbnails/thumbnail.png": photo("PNG"),
        "META-INF/manifest.xml": f"<manifest:manifest {spaces}>"
        '<manifest:file-entry manifest:full-path="Thumbnails/thumbnail.png"/>'
        '<manifest:file-entry manifest:full-path="content.xml"/></manifest:manifest>',
        **more,
    }
    return archive(parts, stored=("mimetype",))


def action(kind: str, **more) -> DictionaryObject:
    """An action of a PDF."""
    facts = {NameObject("/S"): NameObject(kind)}
    return DictionaryObject({**facts, **{NameObject(k): v for k, v in more.items()}})


def pdf(
    text: str = "Regolamento degli sportelli", *, spoil=None, lock: str = ""
) -> bytes:
    """One page with a line of text, and its author in the properties."""
    writer = PdfWriter()
    page = writer.add_blank_page(300, 300)
    font = DictionaryObject({
        NameObject("/Type"): NameObject("/Font"),
        NameObject("/Subtype"): NameObject("/Type1"),
        NameObject("/BaseFont"): NameObject("/Helvetica"),
    })  # fmt: skip
    page[NameObject("/Resources")] = DictionaryObject({
        NameObject("/Font"): DictionaryObject({NameObject("/F1"): writer._add_object(font)})
    })  # fmt: skip
    content = DecodedStreamObject()
    content.set_data(f"BT /F1 12 Tf 20 200 Td ({text}) Tj ET".encode("latin-1"))
    page[NameObject("/Contents")] = writer._add_object(content)
    remark = DictionaryObject({
        NameObject("/Type"): NameObject("/Annot"),
        NameObject("/Subtype"): NameObject("/Text"),
        NameObject("/T"): TextStringObject(AUTHOR),
        NameObject("/Contents"): TextStringObject("una nota"),
    })  # fmt: skip
    page[NameObject("/Annots")] = ArrayObject([writer._add_object(remark)])
    writer.add_metadata({"/Author": AUTHOR, "/Title": AUTHOR})
    if spoil:
        spoil(writer, page)
    if lock:
        writer.encrypt(lock)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()
