"""Which parts of a .odt, .ods or .odp stay (OpenDocument 1.3), and what is taken out of them."""

from __future__ import annotations

import re
import zipfile

META = "meta.xml"
MANIFEST = "META-INF/manifest.xml"
EMPTY_META = (
    b'<?xml version="1.0" encoding="UTF-8"?><office:document-meta '
    b'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" office:version="1.3">'
    b"<office:meta/></office:document-meta>"
)
_CREATORS = re.compile(
    rb"(<(dc:creator|meta:creator-initials|loext:sender-initials)>)[^<]*(</)"
)
_ENTRY = re.compile(rb"<manifest:file-entry\b[^>]*(?:/>|>\s*</manifest:file-entry>)")
# The printer has a name, and it is often an office's.
_PRINTER = re.compile(
    rb'(<config:config-item config:name="Printer(?:Name|Setup)"[^>]*>)[^<]*'
)


def keeps(name: str) -> bool:
    """All parts but the small picture of the first page, and signatures of what was before."""
    return not name.startswith("Thumbnails/") and "signatures" not in name


def clean_part(name: str, data: bytes) -> bytes:
    """One part without names."""
    if name == META or name.endswith(f"/{META}"):
        return EMPTY_META
    if name == MANIFEST:
        return _ENTRY.sub(
            lambda m: b"" if b"Thumbnails/" in m.group() else m.group(), data
        )
    if not name.endswith(".xml"):
        return data
    return _CREATORS.sub(rb"\g<1>\g<3>", _PRINTER.sub(rb"\g<1>", data))


def is_locked(held: zipfile.ZipFile) -> bool:
    """Whether parts of it are encrypted."""
    if MANIFEST not in held.namelist():
        return False
    return b"encryption-data" in held.read(MANIFEST)
