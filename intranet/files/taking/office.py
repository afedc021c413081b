"""Which parts of a .docx, .xlsx or .pptx stay (ECMA-376), and what is taken out of them. Pure.

Attributes and elements are cut out of the bytes: a parser would write every document anew, and
no two programs read alike.
"""

from __future__ import annotations

import re

PROPERTIES = "docProps/"
NOBODY = b"Autore"
_VALUE = rb"""=(?:"[^"]*"|'[^']*')"""
# By the parts where they stand: attributes that name somebody. Elsewhere the same word may name a
# table or a style.
_ATTRIBUTES = {
    "word/": re.compile(
        rb"(\s(?:w:author|w:initials|w15:author|w15:userId|w15:providerId))" + _VALUE
    ),
    "ppt/commentAuthors.xml": re.compile(rb"(\s(?:name|initials))" + _VALUE),
    "ppt/authors.xml": re.compile(rb"(\s(?:name|initials|userId|providerId))" + _VALUE),
    "xl/persons/": re.compile(rb"(\s(?:displayName|userId|providerId))" + _VALUE),
    "xl/workbook.xml": re.compile(rb"(\suserName)" + _VALUE),
    "xl/revisions/revisionHeaders": re.compile(rb"(\suserName)" + _VALUE),
    "xl/revisions/userNames": re.compile(rb"(\sname)" + _VALUE),
}
_AUTHORS = re.compile(rb"(<(?:x:)?author>)[^<]*(</(?:x:)?author>)")
# Who had the document in hand on a server of SharePoint, which keeps a copy of its columns here.
_PEOPLE = re.compile(rb"(<(?:\w+:)?(?:DisplayName|AccountId)\b[^>]*>)[^<]*(</)")
# A template that Word would fetch from elsewhere when the file is opened; the folder on the
# computer where Excel saved.
_CUT = re.compile(rb"<w:attachedTemplate\b[^>]*/>|<x15ac:absPath\b[^>]*/>")
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*/>")
_OVERRIDE = re.compile(rb"""<(?:\w+:)?Override\b[^>]*PartName=["']/docProps/[^>]*/>""")
# Parts that Word would fetch from elsewhere, and open, as soon as somebody reads the file.
_FETCHED = re.compile(
    rb"""<(?:\w+:)?Relationship\b(?=[^>]*TargetMode=["']External)"""
    rb"""[^>]*/(?:oleObject|frame|subDocument|aFChunk|attachedToolbars)["']"""
)
GONE = (b"docProps/", b"/attachedTemplate", b"metadata/thumbnail")


def keeps(name: str) -> bool:
    """All parts but the properties, with the small picture of the first page."""
    return not name.startswith(PROPERTIES)


def clean_part(name: str, data: bytes) -> bytes:
    """One part without names, and without references to parts that are gone."""
    if name == "[Content_Types].xml":
        return _OVERRIDE.sub(b"", data)
    if name.endswith(".rels"):
        return _RELATION.sub(_unless_gone, data)
    if not name.endswith(".xml"):
        return data
    data = _CUT.sub(b"", data)
    if name.startswith("xl/comments"):
        data = _AUTHORS.sub(rb"\g<1>" + NOBODY + rb"\g<2>", data)
    if name.startswith("customXml/"):
        data = _PEOPLE.sub(rb"\g<1>\g<2>", data)
    for place, attributes in _ATTRIBUTES.items():
        if name.startswith(place):
            data = attributes.sub(rb'\g<1>="' + NOBODY + b'"', data)
    return data


def fetches(name: str, data: bytes) -> bool:
    """Whether a part names others that would be fetched from elsewhere and run."""
    return name.endswith(".rels") and bool(_FETCHED.search(data))


def _unless_gone(found: re.Match[bytes]) -> bytes:
    text = found.group()
    return b"" if any(word in text for word in GONE) else text
