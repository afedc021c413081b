"""A JPEG without its remarks, its points untouched (ITU-T T.81, annex B). Pure.

A PDF holds photos as the telephone wrote them, with where they were taken: their segments are cut
out and not one point is reckoned anew, as colours for print would suffer.
"""

from __future__ import annotations

import re

# Exif and XMP, makers' own, IPTC, comments. What stays: JFIF, the profile of colours, Adobe's
# word on how colours are kept.
REMARKS = {0xE1, *range(0xE3, 0xEE), 0xEF, 0xFE}
END = 0xD9
# Within the points a 255 is followed by a zero, or by the number of a new start.
_MARK = re.compile(rb"\xff+([^\x00\xff\xd0-\xd7])", re.DOTALL)


def without_remarks(data: bytes) -> bytes:
    """The picture alone, without what follows its end; as it was where it has none."""
    kept, at = [data[:2]], 2
    while found := _MARK.search(data, at):
        kept.append(data[at : found.start()])
        mark, at = found[1][0], found.end()
        if mark == END:
            return b"".join([*kept, found.group()])
        at += int.from_bytes(data[at : at + 2], "big")
        if mark not in REMARKS:
            kept.append(data[found.start() : at])
    return data
