"""The roles and what each may do: the one table of rights.

Art. 5 of the protocol asks for authorisation profiles that fit the task ("adeguatezza,
proporzionalità e necessità"). A profile (`Membership`) names one of these roles; groups, and with
them Wagtail's rights, follow from it (`accounts.actions.rights`).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class RoleCode(StrEnum):
    """Codes as they are stored."""

    EDITOR = "editor"
    MANAGER = "manager"
    OPERATOR = "operator"
    REFERENT = "referent"
    COORDINATOR = "coordinator"
    ADMINISTRATOR = "administrator"


@dataclass(frozen=True)
class Role:
    """One role.

    `pages` are rights on the branch of the body, or on the whole tree where the role is not of a
    body (`of_organisation`); `pages_if_trusted` come on top where the body publishes without
    approval. `files` are rights on the collection of the body, or on all of them. `gives` names
    the roles that somebody with this one may give, in the own body alone unless the role is
    everybody's. `keeps_terms` stands for all rights on vocabularies and the search's words;
    `permissions` names further ones. `has_all` stands for every right of Django and Wagtail.
    """

    code: RoleCode
    label: str
    does: str
    of_organisation: bool = True
    enters_admin: bool = False
    approves: bool = False
    pages: tuple[str, ...] = ()
    pages_if_trusted: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    keeps_terms: bool = False
    permissions: tuple[str, ...] = ()
    gives: tuple[RoleCode, ...] = ()
    has_all: bool = False


WRITES = ("add_page", "change_page")
KEEPS = (*WRITES, "publish_page", "lock_page", "unlock_page")
FILES = ("add", "choose")
COORDINATES = (
    "core.change_sitesettings",
    "core.read_reports",
    "editorial.release_list",
    "search.view_missingword",
    "search.change_missingword",
    "wagtailredirects.add_redirect",
    "wagtailredirects.change_redirect",
    "wagtailredirects.delete_redirect",
)
OF_A_BODY = (RoleCode.EDITOR, RoleCode.MANAGER, RoleCode.OPERATOR, RoleCode.REFERENT)

ROLES: dict[RoleCode, Role] = {
    role.code: role
    for role in (
        Role(
            RoleCode.EDITOR,
            "Redattore",
            "Scrive le pagine del suo ente e chiede di pubblicarle.",
            enters_admin=True,
            pages=WRITES,
            files=FILES,
        ),
        Role(
            RoleCode.MANAGER,
            "Responsabile",
            "Approva le pagine del suo ente, invita le persone e ne conferma l'accesso.",
            enters_admin=True,
            approves=True,
            pages=WRITES,
            pages_if_trusted=("publish_page",),
            files=FILES,
            gives=OF_A_BODY,
        ),
        Role(
            RoleCode.OPERATOR,
            "Operatore",
            "Usa la parte riservata allo sportello; non modifica le pagine.",
        ),
        Role(
            RoleCode.REFERENT,
            "Referente",
            "È la persona che gli altri enti possono chiamare; tiene i recapiti del suo ente.",
        ),
        Role(
            RoleCode.COORDINATOR,
            "Coordinamento",
            "Tiene vocabolari e schede comuni, approva, legge i rapporti.",
            of_organisation=False,
            enters_admin=True,
            approves=True,
            pages=KEEPS,
            files=("add", "change", "choose"),
            keeps_terms=True,
            permissions=COORDINATES,
        ),
        Role(
            RoleCode.ADMINISTRATOR,
            "Amministratore",
            "Dà e toglie gli accessi; può tutto.",
            of_organisation=False,
            enters_admin=True,
            gives=tuple(RoleCode),
            has_all=True,
        ),
    )
}

CHOICES = [(role.code.value, role.label) for role in ROLES.values()]
