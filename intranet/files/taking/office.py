"""Which parts of a .docx, .xlsx or .pptx stay (ECMA-376), and what is taken out of them. Pure.

Attributes and elements are cut out of the bytes: a parser would write every document anew, and
no two programs read alike.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from xml.etree.ElementTree import ParseError

from defusedxml.ElementTree import fromstring

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
# Kinds of parts that Word would fetch from elsewhere, and open, as soon as somebody reads the file.
FETCHED = {
    *("oleobject", "frame", "subdocument", "afchunk"),
    *("attachedtoolbars", "attachedtemplate"),
}
# A folder of another computer: to ask for it, Windows sends who is logged in there.
_ELSEWHERE = re.compile(r"(?:file:)?(?:[/\\]{2}|[/\\]{4,})[^/\\]", re.IGNORECASE)
# Bytes of a list of relations: a long document's has some hundred thousand.
MOST_RELATIONS = 2 * 1024 * 1024
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
    """Whether a part names others that would be fetched from elsewhere without being asked for.

    Read as Word reads it, in whatever letters it is written. Raises ValueError for no XML.
    """
    if not name.endswith(".rels"):
        return False
    if len(data) > MOST_RELATIONS:
        raise ValueError(name)
    try:
        relations = fromstring(data, forbid_dtd=True).iter()
    except ParseError as error:
        raise ValueError(name) from error
    return any(_is_fetched(one.attrib) for one in relations)


def _is_fetched(said: Mapping[str, str]) -> bool:
    if said.get("TargetMode", "").strip().lower() != "external":
        return False
    kind = said.get("Type", "").strip().lower().rpartition("/")[2]
    is_elsewhere = bool(_ELSEWHERE.match(said.get("Target", "").strip()))
    return kind in FETCHED or (is_elsewhere and kind != "hyperlink")


def _unless_gone(found: re.Match[bytes]) -> bytes:
    text = found.group()
    return b"" if any(word in text for word in GONE) else text
