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
