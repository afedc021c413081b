"""Photos without what the telephone wrote into them: place, moment, model, author.

A picture is written anew by Pillow; how it is turned stays, colours keep their profile.
"""

from __future__ import annotations

import io
from struct import error as StructError  # noqa: N812 - it is an exception
from typing import IO, Any

from django.conf import settings
from PIL import Image

from intranet.files.taking.faults import BROKEN, TOO_LARGE_INSIDE, refused

FORMATS = {"jpg": "JPEG", "jpeg": "JPEG", "png": "PNG", "webp": "WEBP"}
FORMS = sorted(set(FORMATS.values()))
# What programs call pictures within a document, where a name need not tell the form.
INNER = {*FORMATS, "jfif", "jpe"}
ORIENTATION = 0x0112
UNREADABLE = (OSError, SyntaxError, ValueError, EOFError, StructError)
BOMBS = (Image.DecompressionBombError, Image.DecompressionBombWarning)


def clean_picture(file: IO[bytes], ending: str) -> bytes:
    """The picture alone. Raises ValidationError for what is none, or too large to open."""
    return _cleaned(file, [FORMATS[ending]])


def clean_inner_picture(file: IO[bytes]) -> bytes:
    """The same of one within a document, of whatever form it is."""
    return _cleaned(file, FORMS)


def _cleaned(file: IO[bytes], forms: list[str]) -> bytes:
    try:
        with Image.open(file, formats=forms) as picture:
            if picture.width * picture.height > settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS:
                raise refused(TOO_LARGE_INSIDE, "bomb")
            # Several pictures in one, as some telephones write them, are a JPEG with more behind.
            is_known = picture.format in forms
            return _written(picture, str(picture.format) if is_known else "JPEG")
    except BOMBS as error:
        raise refused(TOO_LARGE_INSIDE, "bomb") from error
    except UNREADABLE as error:
        raise refused(BROKEN, "broken") from error


def pixels_of(data: bytes) -> int:
    """How many it says it has, read from its beginning; 0 for what is no picture."""
    try:
        with Image.open(io.BytesIO(data), formats=FORMS) as picture:
            return int(picture.width * picture.height)
    except (*BOMBS, *UNREADABLE):
        return 0


def _written(picture: Any, form: str) -> bytes:
    picture.load()
    turned = picture.getexif().get(ORIENTATION)
    more: dict[str, Any] = {"icc_profile": picture.info.get("icc_profile")}
    if turned in range(2, 9):
        exif = Image.Exif()
        exif[ORIENTATION] = turned
        more["exif"] = exif.tobytes()
    if form != "PNG":
        # A JPEG loses nothing. A telephone's, of several pictures in one, is called otherwise.
        more["quality"] = "keep" if picture.format == "JPEG" else 92
    # What Pillow would carry over: comments, XMP, texts.
    picture.info = {k: v for k, v in picture.info.items() if k == "transparency"}
    out = io.BytesIO()
    picture.save(out, format=form, **more)
    return out.getvalue()
