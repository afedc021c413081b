"""The restricted part: which private files are taken in, how large, how long they are kept.

What differs by place comes from the environment (`config.settings.base`).
"""

_MB = 1024 * 1024

# Endings and the kind they are sent as; what may run in a browser or an office program is not here.
PRIVATE_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "odp": "application/vnd.oasis.opendocument.presentation",
    "txt": "text/plain; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "ics": "text/calendar; charset=utf-8",
    "vtt": "text/vtt; charset=utf-8",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "png": "image/png",
    "webp": "image/webp",
    "mp4": "video/mp4",
    "webm": "video/webm",
}
# In bytes: in general, and by ending. nginx takes 64 MB at most (deploy/nginx.conf).
PRIVATE_MAX_SIZE = 20 * _MB
PRIVATE_MAX_SIZES = {"mp4": 60 * _MB, "webm": 60 * _MB, "txt": 2 * _MB, "vtt": 2 * _MB}
# Unpacked, an archive of an office program; in seconds, the reading of a file's text.
PRIVATE_MAX_UNPACKED = 120 * _MB
PRIVATE_READING_SECONDS = 5
# Characters of a file's text that are kept for the search.
PRIVATE_TEXT_LENGTH = 200_000
# In seconds: an antivirus that does not answer must not hold whoever brings a file. All that a file
# goes through must end before nginx gives up (30 seconds).
CLAMD_TIMEOUT = 10
# Days between the announcement that a file nobody uses will be deleted, and its end.
PRIVATE_NOTICE_DAYS = 30
