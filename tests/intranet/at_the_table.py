"""People at the table without a database: bodies and agreements are numbers.

For rules that are asked with an `Access` alone; who gets which `Access` is asked elsewhere.
"""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace

from accounts.permissions import Standing, can_see_all_bodies
from accounts.roles import RoleCode
from intranet.entry.access import ENTERING, Access, AgreementInForce

OURS, THEIRS, THIRD = 1, 2, 3
ON = dt.date(2026, 3, 10)
AT = dt.datetime(2026, 3, 10, 9, tzinfo=dt.UTC)
MINUTE = dt.timedelta(minutes=1)
# Ours and theirs; it follows agreement 9, which is over. The third is bound to ours alone.
PACT = AgreementInForce(10, "Protocollo", frozenset({OURS, THEIRS}), frozenset({10, 9}))
OTHER_PACT = AgreementInForce(20, "Altro", frozenset({OURS, THIRD}), frozenset({20}))


def someone(*held, agreements=(PACT, OTHER_PACT), pk=7):
    """Who holds these (role, body), on `ON`; bound as `access_of` reads it."""
    who = Standing(pk, frozenset((RoleCode(role), body) for role, body in held))
    mine, keeps_all = who.bodies_with(*ENTERING), can_see_all_bodies(who)
    bound = tuple(one for one in agreements if keeps_all or one.parties & mine)
    table = frozenset[int]().union(*(one.parties for one in bound))
    return Access(SimpleNamespace(pk=pk), ON, who, table & mine, bound)


PEOPLE = {
    "editor": someone(("editor", OURS)),
    "operator": someone(("operator", OURS)),
    "referent": someone(("referent", OURS)),
    "manager": someone(("manager", OURS)),
    "their operator": someone(("operator", THEIRS)),
    "their manager": someone(("manager", THEIRS)),
    "third manager": someone(("manager", THIRD)),
    # The agreement with the second body is over, that with the third goes on.
    "manager without pact": someone(("manager", OURS), agreements=[OTHER_PACT]),
    # Answers for a body that nothing binds, and sits at a desk of ours.
    "manager elsewhere": someone(("manager", 99), ("operator", OURS)),
    "coordinator": someone(("coordinator", None)),
    "administrator": someone(("administrator", None)),
}


class Rows(list):
    """What a related manager would give."""

    def all(self):
        return self
