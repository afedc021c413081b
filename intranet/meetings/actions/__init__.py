"""What people do with meetings; each asks first whether they may (`PermissionDenied`)."""

from intranet.meetings.actions.agenda import (
    bring_document,
    move_item,
    propose,
    reword,
    take_document_away,
    withdraw_item,
)
from intranet.meetings.actions.answers import (
    answer,
    choose_people,
    note_attendance,
)
from intranet.meetings.actions.convening import (
    call_off,
    change_meeting,
    convene,
    prepare_meeting,
)
from intranet.meetings.actions.evidence import attest, take_back
from intranet.meetings.actions.minutes import (
    approve,
    approve_in,
    ask_correction,
    finish_task,
    send_minutes,
    write_minutes,
)

__all__ = [
    "answer",
    "approve",
    "approve_in",
    "ask_correction",
    "attest",
    "bring_document",
    "call_off",
    "change_meeting",
    "choose_people",
    "convene",
    "finish_task",
    "move_item",
    "note_attendance",
    "prepare_meeting",
    "propose",
    "reword",
    "send_minutes",
    "take_back",
    "take_document_away",
    "withdraw_item",
    "write_minutes",
]
