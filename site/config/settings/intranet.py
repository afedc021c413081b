"""The restricted part: what its people may see in how much time, and how long things are kept."""

from .env import ENV

# --- contacts of referents (Art. 5: no automatic and massive extraction) ------------
# How many contacts of other bodies one person may see in an hour, and in a day at most. Of a long
# list the day gives a third at most, whatever stands here (`intranet.limits.caps`).
INTRANET_REVEALS_HOUR: int = ENV["INTRANET_REVEALS_HOUR"]
INTRANET_REVEALS_DAY: int = ENV["INTRANET_REVEALS_DAY"]
# Days for which it is kept who saw which contacts, and a referent who is one no more.
INTRANET_REVEAL_DAYS: int = ENV["INTRANET_REVEAL_DAYS"]
INTRANET_REFERENT_DAYS: int = ENV["INTRANET_REFERENT_DAYS"]

# --- joint training ------------------------------------------------------------
# Months for which it is kept who attended which meeting; then how many of each body.
TRAINING_RETENTION_MONTHS: int = ENV["TRAINING_RETENTION_MONTHS"]

# --- notices and knowledge -----------------------------------------------------
# Days for which a notice counts unless its author says otherwise; the longest period.
STAFF_NOTICE_DAYS = 30
STAFF_NOTICE_LONGEST_DAYS = 366
# Days for which an expired notice is kept for its author's body.
STAFF_NOTICE_KEPT_DAYS = 365
# Months after which a procedure and a note are to be read again.
PROCEDURE_REVIEW_MONTHS = 12
STAFF_NOTE_REVIEW_MONTHS = 6
# Days for which a solved question is kept; its FAQ stays.
QUESTION_KEPT_DAYS = 730

# --- private files -----------------------------------------------------------
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
# goes through must end before gunicorn does (25 seconds). On a busy machine 50 MB took clamd 11.
CLAMD_TIMEOUT = 16
# Days between the announcement that a file nobody uses will be deleted, and its end.
PRIVATE_NOTICE_DAYS = 30
# Where an antivirus listens (empty: none is asked); the internal address below which the web server
# gives private files out (empty: the application does).
CLAMD_SOCKET: str = ENV["CLAMD_SOCKET"]
PRIVATE_ACCEL: str = ENV["PRIVATE_ACCEL"]
# Days after which a file that nothing refers to is deleted; months between two looks at where
# personal data lie (Art. 5 of the protocol).
PRIVATE_KEPT_DAYS: int = ENV["PRIVATE_KEPT_DAYS"]
DATA_REVIEW_MONTHS: int = ENV["DATA_REVIEW_MONTHS"]
