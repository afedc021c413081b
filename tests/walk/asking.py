"""One request: sent, taken back, and all that its answer says, whatever it is wrapped in."""

from __future__ import annotations

import copy
import html
import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import unquote

from django.core import mail
from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client, TestCase

from core import memo
from core.visibility import forget_restricted_paths

WRITING = re.compile(r'^(?:INSERT INTO|UPDATE|DELETE FROM) "?(\w+)"?', re.IGNORECASE)
# Written on the way by whoever asks for a page.
PASSING = {
    "django_session",
    "usersessions_usersession",
    "accounts_auditentry",
    "accounts_logincacherow",
    "wagtailadmin_editingsession",
    "wagtailusers_userprofile",
}
# What is sent where nobody's form says what is expected: words and numbers that fit most.
GENERIC = {
    "title": "Prova",
    "name": "Prova",
    "slug": "prova",
    "new_title": "Prova",
    "new_slug": "prova",
    "text": "Prova",
    "comment": "Prova",
    "because": "Prova",
    "email": "prova@example.org",
    "role": "editor",
    "bond": "employed",
    "fiducia": "1",
    "decision": "approve",
    "restriction_type": "none",
    "action-publish": "1",
    "next": "/admin/",
}
ESCAPED = re.compile(r"\\u([0-9a-f]{4})")


@dataclass(frozen=True)
class Answer:
    """What came back; `letters` went out meanwhile, `written` are the tables that changed."""

    status: int
    text: str
    html: str
    written: frozenset[str]
    fault: str = ""
    letters: tuple[tuple[str, str], ...] = ()


def ask(
    client: Client,
    method: str,
    path: str,
    sent: Any = None,
    then: Callable[[], None] | None = None,
) -> Answer:
    """Ask, read the whole answer, and leave everything as it was.

    `then` is called where something was written, before it is taken back.
    """
    cookies, written = copy.deepcopy(client.cookies), set()
    mail.outbox.clear()

    def note(execute: Any, sql: str, *rest: Any) -> Any:
        if found := WRITING.match(sql):
            written.add(found[1].lower())
        return execute(sql, *rest)

    with transaction.atomic(), connection.execute_wrapper(note):
        with TestCase.captureOnCommitCallbacks(execute=True):
            answer = _read(_send(client, method, path, sent))
        answer = replace(
            answer, written=frozenset(written - PASSING), letters=_letters()
        )
        if then and answer.written:
            then()
        transaction.set_rollback(True)
    client.cookies = cookies
    if answer.written:
        _forget()
    return answer


def _send(client: Client, method: str, path: str, sent: Any) -> Any:
    # A path with two slashes would be read as the name of a machine.
    more = {"PATH_INFO": path} if path.startswith("//") else {}
    where = "/" if more else path
    if method == "POST":
        headers = {"x-requested-with": "XMLHttpRequest"} if sent is GENERIC else {}
        return client.post(where, sent, headers=headers, **more)
    return client.generic(method, where, **more)


def _letters() -> tuple[tuple[str, str], ...]:
    return tuple(
        (to, readable(f"{one.subject} {one.body} {getattr(one, 'alternatives', '')}"))
        for one in mail.outbox
        for to in one.recipients()
    )


def _forget() -> None:
    """What was kept in the process tells of rows that are gone again."""
    cache.clear()
    memo.forget()
    forget_restricted_paths()


def _read(response: Any) -> Answer:
    content = response.getvalue()
    body = content.decode(errors="replace")
    parts = [*_headers(response), body, *_unpacked(content), *_messages(response)]
    fault = ""
    if info := getattr(response, "exc_info", None):
        fault = f"{info[0].__name__}: {info[1]}"
    text = readable("\n".join(parts))
    return Answer(response.status_code, text, body, frozenset(), fault)


def readable(text: str) -> str:
    """Small letters, without the escapes of HTML, JSON and addresses."""
    text = ESCAPED.sub(lambda found: chr(int(found[1], 16)), html.unescape(text))
    return f"{text}\n{unquote(text)}".lower() if "%" in text else text.lower()


def _headers(response: Any) -> list[str]:
    return [f"{name}: {value}" for name, value in response.items()]


def _unpacked(content: bytes) -> list[str]:
    """A table's archive."""
    if not content.startswith(b"PK"):
        return []
    with zipfile.ZipFile(io.BytesIO(content)) as held:
        return [held.read(name).decode(errors="replace") for name in held.namelist()]


def _messages(response: Any) -> list[str]:
    """What the next page will say."""
    request = getattr(response, "wsgi_request", None)
    waiting = getattr(request, "_messages", None)
    return [str(one) for one in getattr(waiting, "_queued_messages", ())]
