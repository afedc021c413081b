"""One file for the demonstration: a small OpenDocument text, written here."""

from __future__ import annotations

import datetime as dt
import zipfile
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from accounts.models import Membership
from accounts.roles import RoleCode
from intranet.files.actions import keep_file
from intranet.models import PrivateFile

NAME = "promemoria-prima-accoglienza.odt"
TITLE = "Promemoria per la prima accoglienza (esempio)"
LINES = (
    "Promemoria per la prima accoglienza (esempio)",
    "Questo testo è un esempio: mostra come un file riservato si carica, si trova e si scarica.",
    "Ascolta prima di chiedere. Scrivi solo ciò che serve per indicare lo sportello giusto.",
    "Se serve un interprete, dillo allo sportello prima di mandare la persona.",
    "Consegna il foglio di orientamento e segna l’ora a cui lo sportello risponde.",
)
_SPACE = "urn:oasis:names:tc:opendocument:xmlns"


def make_file(on: dt.date) -> int:
    """Keep it for the first body that has a referent; how many."""
    referents = Membership.objects.active_on(on).with_role(RoleCode.REFERENT)
    who = referents.select_related("user").order_by("pk").first()
    if who is None or PrivateFile.objects.filter(title=TITLE).exists():
        return 0
    keep_file(
        upload=SimpleUploadedFile(NAME, written(LINES)),
        title=TITLE,
        organisation_id=who.organisation_id,
        by=who.user,
        at=timezone.now(),
        is_shared=True,
    )
    return 1


def written(lines: tuple[str, ...]) -> bytes:
    """An .odt with these paragraphs (OpenDocument 1.3)."""
    text = "".join(f"<text:p>{line}</text:p>" for line in lines)
    content = (
        f'<office:document-content xmlns:office="{_SPACE}:office:1.0" '
        f'xmlns:text="{_SPACE}:text:1.0" office:version="1.3"><office:body><office:text>'
        f"{text}</office:text></office:body></office:document-content>"
    )
    manifest = (
        f'<manifest:manifest xmlns:manifest="{_SPACE}:manifest:1.0" manifest:version="1.3">'
        '<manifest:file-entry manifest:full-path="/" '
        'manifest:media-type="application/vnd.oasis.opendocument.text"/>'
        '<manifest:file-entry manifest:full-path="content.xml" '
        'manifest:media-type="text/xml"/></manifest:manifest>'
    )
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as held:
        kind = "application/vnd.oasis.opendocument.text"
        held.writestr("mimetype", kind, compress_type=zipfile.ZIP_STORED)
        held.writestr("content.xml", content)
        held.writestr("META-INF/manifest.xml", manifest)
    return out.getvalue()
