"""Who may do what with procedures and notes, person by person."""

from __future__ import annotations

import pytest

from intranet.knowledge import permissions as may
from intranet.models import Procedure, StaffNote
from tests.intranet.at_the_table import OURS, PEOPLE, THEIRS

NOTES = {"note ours", "keep our note"}
OWN = {"write", "write ours", "keep ours"} | NOTES
ALL = {"write", "write for all", "note for all"} | {
    f"keep {what}"
    for what in ("ours", "theirs", "the coordinator's", "our note", "their note")
}
RIGHTS = {
    "editor": set(),
    "operator": NOTES,
    "referent": OWN,
    "manager": OWN,
    "their operator": {"note theirs", "keep their note"},
    "their manager": {"write", "write theirs", "keep theirs"}
    | {"note theirs", "keep their note"},
    "third manager": {"write"},
    "manager without pact": OWN,
    "manager elsewhere": NOTES,
    "coordinator": ALL,
    "administrator": ALL,
}


def rights_of(access):
    def procedure(body):
        return Procedure(owner_body_id=body)

    def note(body):
        return StaffNote(owner_body_id=body)

    found = {
        "write": may.can_write_procedures(access),
        "write for all": may.can_write_procedure_for(access, None),
        "write ours": may.can_write_procedure_for(access, OURS),
        "write theirs": may.can_write_procedure_for(access, THEIRS),
        "keep ours": may.can_keep_procedure(access, procedure(OURS)),
        "keep theirs": may.can_keep_procedure(access, procedure(THEIRS)),
        "keep the coordinator's": may.can_keep_procedure(access, procedure(None)),
        "note for all": may.can_write_note_for(access, None),
        "note ours": may.can_write_note_for(access, OURS),
        "note theirs": may.can_write_note_for(access, THEIRS),
        "keep our note": may.can_keep_note(access, note(OURS)),
        "keep their note": may.can_keep_note(access, note(THEIRS)),
    }
    return {name for name, is_allowed in found.items() if is_allowed}


@pytest.mark.parametrize("who", PEOPLE)
def test_each_person_has_these_rights_and_no_others(who):
    assert rights_of(PEOPLE[who]) == RIGHTS[who]
