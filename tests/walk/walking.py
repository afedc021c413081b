"""One role's walk: what is asked, what must not be in the answer, and what was found."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from tests.walk.addresses import Address
from tests.walk.asking import GENERIC, Answer, ask, readable
from tests.walk.belongings import belongings
from tests.walk.forms import Form, forms_of
from tests.walk.objects import ADMINISTERS, ANSWERS, COORDINATES, WRITES, World
from tests.walk.questions import NOTHING, SOUGHT, questions, searches
from tests.walk.roles import client_of
from tests.walk.rows import ROWS

# Wagtail's own, to try the page for errors.
ON_PURPOSE = "wagtailadmin_error_test"
SERVED = {"wagtail_serve", "wagtaildocs_serve"}
# What differs between two answers that say the same: tokens against forgery, times to the second.
CHANGING = re.compile(r'(?:value|csrftoken|token)[^a-z0-9]{1,6}[a-z0-9]{64}|"\d{10,}"')


@dataclass
class Walk:
    """Somebody who walks. `found` says in words what is wrong."""

    world: World
    role: str
    found: list[str] = field(default_factory=list)
    forms: dict[str, list[Form]] = field(default_factory=dict)
    leaks: int = 0
    answers: int = 0
    sent: int = 0
    checks: int = 0

    def __post_init__(self) -> None:
        self.client = client_of(self.world.people[self.role])
        self.hidden = self.world.hidden_from(self.role)
        known = (WRITES, ANSWERS, COORDINATES, ADMINISTERS)
        people = self.world.people.items()
        self.strangers = {
            one.email for name, one in people if one and name not in known
        }

    def look(self, address: Address) -> None:
        """Ask for it in every way that only asks."""
        answer = self._ask(address, "GET", address.path)
        if "<form" in answer.html and "snippet" not in address.pattern.name:
            self.forms[address.path] = forms_of(answer.html, address.path)
        self._compare_with_row(address, answer)
        if address.pattern.is_ours or address.pattern.name in SERVED:
            self._ask(address, "HEAD", address.path)
        # What refuses a list refuses it however it is asked for.
        if answer.status == 200:
            for path in questions(address, self.world):
                if self._ask(address, "GET", path).html == answer.html:
                    break  # It does not listen.
            self._search(address, answer)

    def send(self, address: Address, forms: list[Form]) -> None:
        """Send what the administrator would, and what fits most forms: nothing of B's changes."""
        before = self.belongings
        for path, sent in forms or [(address.path, GENERIC)]:
            after: list[Any] = []
            look = lambda kept=after: kept.append(belongings(self.world))  # noqa: E731
            self.sent += 1
            self._ask(address, "POST", path, sent, look)
            for key in _changed(before, after):
                self.found.append(
                    f"{self.role} changed {key} by {path} ({sorted(sent)})"
                )

    @property
    def belongings(self) -> Any:
        """B's rows, read once a walk."""
        if not hasattr(self, "_belongings"):
            self._belongings = belongings(self.world)
        return self._belongings

    def _ask(self, address: Address, method: str, path: str, *sent: Any) -> Answer:
        answer = ask(self.client, method, path, *sent)
        self.answers += 1
        self.checks += len(self.hidden)
        where = f"{self.role} {method} {path} [{address.pattern.label}]"
        is_fault = answer.status >= 500 or answer.fault
        if is_fault and address.pattern.name != ON_PURPOSE:
            self.found.append(f"{where}: {answer.status} {answer.fault}")
        for word in self.hidden:
            if word in answer.text and word not in path.lower():
                self._leak(f"{where} ({answer.status}) tells", word)
            for to, text in answer.letters:
                if to in self.strangers and word in text:
                    self._leak(f"{where}: a letter to {to} tells", word)
        return answer

    def _leak(self, where: str, word: str) -> None:
        self.leaks += 1
        self.found.append(f"{where} {self.world.words[word].thing} ({word})")

    def _compare_with_row(self, address: Address, answer: Answer) -> None:
        pattern = address.pattern
        if not pattern.is_ours or not (address.of_b or "<" not in pattern.route):
            return
        row, is_open = ROWS[pattern.label], answer.status == 200
        if is_open != (self.role in row.open_to):
            self.found.append(
                f"{self.role} {address.path} [{pattern.label}]: {answer.status}; "
                f"its row says it opens to {sorted(row.open_to)}"
            )

    def _search(self, address: Address, unasked: Answer) -> None:
        """Asked for a hidden word, a list says what it says of a word that is nowhere."""
        sought = [one for one in SOUGHT if one in self.hidden]
        for nothing in searches(address, NOTHING) if sought else ():
            empty = _plain(self._ask(address, "GET", nothing), NOTHING)
            if empty == _plain(unasked, NOTHING):
                return  # It does not search.
            for word in sought:
                path = nothing.replace(NOTHING, word)
                told = self._ask(address, "GET", path)
                if _plain(told, word) != empty:
                    label = address.pattern.label
                    self._leak(f"{self.role} GET {path} [{label}] knows", word)


def _plain(answer: Answer, word: str) -> str:
    return CHANGING.sub("", readable(answer.html).replace(word, ""))


def _changed(before: Any, after: list[Any]) -> list[str]:
    return [
        f"{table} {pk}"
        for now in after
        for (table, pk) in before.keys() | now.keys()
        if before.get((table, pk)) != now.get((table, pk))
    ]
