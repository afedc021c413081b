"""The restricted part: how long things last, and what a person may take out of it."""

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
