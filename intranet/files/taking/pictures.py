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
ORIENTATION = 0x0112
UNREADABLE = (OSError, SyntaxError, ValueError, EOFError, StructError)
BOMBS = (Image.DecompressionBombError, Image.DecompressionBombWarning)


def clean_picture(file: IO[bytes], ending: str) -> bytes:
    """The picture alone. Raises ValidationError for what is none, or too large to open."""
    try:
        with Image.open(file, formats=[FORMATS[ending]]) as picture:
            if picture.width * picture.height > settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS:
                raise refused(TOO_LARGE_INSIDE, "bomb")
            return _written(picture, FORMATS[ending])
    except BOMBS as error:
        raise refused(TOO_LARGE_INSIDE, "bomb") from error
    except UNREADABLE as error:
        raise refused(BROKEN, "broken") from error


def pixels_of(data: bytes, ending: str) -> int:
    """How many it says it has, read from its beginning; 0 for what is no picture."""
    try:
        with Image.open(io.BytesIO(data), formats=[FORMATS[ending]]) as picture:
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
