"""Search inside the restricted part."""

import datetime as dt
import logging

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from django.utils import timezone

from intranet.entry.access import access_of
from intranet.files.actions import keep_file
from intranet.finding import Hit, finders
from intranet.finding import reading as asking
from intranet.finding.pages import find_pages
from intranet.models import (
    IntranetTextPage,
    PrivateFile,
    Procedure,
    Question,
    StaffNotice,
)
from tests.factories import make_member
from tests.intranet.conftest import client_of
from tests.intranet.files.documents import docx, upload

PATH = "/intranet/cerca/"
TODAY = timezone.localdate


@pytest.fixture
def page(root):
    """A restricted text."""

    def make(title, text="", **more):
        return root.add_child(
            instance=IntranetTextPage(
                title=title, body=[("text", f"<p>{text}</p>")], **more
            )
        )

    return make


@pytest.fixture
def file():
    """`file(body, title, text)`: a document with a text in it."""

    def keep(body, title, text="nulla", **more):
        more.setdefault("by", None)
        return keep_file(
            upload=upload("documento.docx", docx(text)),
            title=title,
            organisation_id=body.pk if body else None,
            at=timezone.now(),
            **more,
        )

    return keep


def sought(user, text):
    return client_of(user).get(PATH, {"q": text}).content.decode()


def test_pages_are_found_by_title_summary_and_text(page, operator):
    page("Procedura di prova", "chiamare il numero verde", summary="In due passi")
    for text in ("proc", "passi", "num ver", "PROCEDURA numero"):
        assert "Procedura" in sought(operator, text)
    assert "Nulla con tutte queste parole" in sought(operator, "procedura telefono")


def test_a_draft_is_not_found(page, operator):
    page("Procedura di prova", live=False)
    assert "Nulla con" in sought(operator, "procedura")


def test_files_are_found_by_what_stands_in_them(file, body, referent, other_operator):
    found = file(body, "Modulo", "si consegna l’Allegato &lt;b&gt; alla portineria")
    text = sought(referent, "portin")
    assert "<mark>portineria</mark>" in text
    assert "&lt;b&gt;" in text
    assert f"/intranet/file/{found.key}/scheda/" in text
    assert "portineria" not in sought(other_operator, "portin")


def test_the_middle_of_a_word_finds_nothing(file, body, referent):
    file(body, "Modulo", "si consegna alla portineria")
    assert "Nulla con tutte queste parole" in sought(referent, "ortineria")


def test_titles_come_first(file, body, referent):
    file(body, "Delega")
    file(body, "Altro", "parla della delega")
    text = sought(referent, "delega")
    assert text.index("<mark>Delega</mark></a>") < text.index("Altro</a>")


def test_an_old_title_is_not_lost_behind_many_newer_texts(file, body, referent):
    old = file(body, "Delega")
    later = old.added_at + dt.timedelta(1)
    PrivateFile.objects.bulk_create(
        PrivateFile(
            title=f"Altro {number}",
            name="altro.txt",
            size=1,
            words=" altro delega ",
            organisation=body,
            added_at=later,
        )
        for number in range(60)
    )
    assert "<mark>Delega</mark></a>" in sought(referent, "delega")


def test_an_old_procedure_or_question_is_not_lost_behind_newer_ones(body, operator):
    now = timezone.now()
    many = [("Delega per ritirare", 0), *((f"Altro {n}", 1) for n in range(60))]
    later = [now + day * dt.timedelta(1) for _, day in many]
    told = [
        {"title": title, "text": "delega", "search_text": f" {title.lower()} delega "}
        for title, _ in many
    ]
    StaffNotice.objects.bulk_create(
        StaffNotice(
            **facts,
            author_body=body,
            for_all=True,
            written_at=at,
            starts_on=at.date(),
            expires_on=at.date() + dt.timedelta(9),
        )
        for facts, at in zip(told, later, strict=True)
    )
    Question.objects.bulk_create(
        Question(**facts, asking_body=body, for_all=True, asked_at=at)
        for facts, at in zip(told, later, strict=True)
    )
    told[0] |= {"title": "Zeta: delega", "search_text": " zeta delega "}
    Procedure.objects.bulk_create(
        Procedure(**facts, owner_body=body, review_on=at.date(), changed_at=at)
        for facts, at in zip(told, later, strict=True)
    )
    text = sought(operator, "delega")
    assert text.count("<mark>Delega</mark> per ritirare</a>") == 2
    assert "Zeta: <mark>delega</mark></a>" in text


def test_a_page_whose_title_says_it_comes_first(page, operator):
    page("Altro", "parla della delega")
    page("Delega")
    text = sought(operator, "delega")
    assert text.index("<mark>Delega</mark></a>") < text.index("Altro</a>")


def test_of_pages_whoever_may_not_enter_finds_none(page, body, agreement):
    page("Procedura")
    found = [
        find_pages(
            access_of(make_member(body, role, f"{role}@e.it"), TODAY()), ["proc"], 9
        )
        for role in ("editor", "operator")
    ]
    assert [len(hits) for hits in found] == [0, 1]


def test_few_things_are_suggested(monkeypatch, operator):
    many = {
        kind: lambda access, words, limit: [Hit("Casa", "/a", "Uno")] * limit
        for kind in ("Uno", "Due", "Tre")
    }
    monkeypatch.setattr(asking, "finders", lambda: many)
    assert len(asking.suggested(None, "casa")) == 8


def test_too_short_and_empty_are_told(operator):
    assert "Scrivi almeno tre lettere" in sought(operator, "is")
    assert "Scrivi una parola" in sought(operator, "")


@pytest.mark.parametrize(
    "text", ["%", "' OR 1=1 --", "a" * 500, "\0abc", "★★★", "<script>abc"]
)
def test_whatever_is_typed_is_answered_and_escaped(operator, text):
    answer = client_of(operator).get(PATH, {"q": text})
    assert answer.status_code == 200
    assert b"<script>abc" not in answer.content


def test_kinds_that_say_it_in_a_title_come_first(monkeypatch, operator):
    monkeypatch.setattr(
        asking,
        "finders",
        lambda: {
            "Prima": lambda access, words, limit: [Hit("Altro", "/a", "Prima", "casa")],
            "Seconda": lambda access, words, limit: (
                [Hit("Casa", "/b", "Seconda")] * limit
            ),
        },
    )
    groups = asking.found(None, "casa")
    assert [(g.kind, g.is_cut, len(g.hits)) for g in groups] == [
        ("Seconda", True, 10), ("Prima", False, 1),
    ]  # fmt: skip
    assert asking.suggested(None, "casa")[0].title == "Casa"


def test_a_search_costs_the_same_for_ten_times_as_much(
    page, file, body, other_operator, queries
):
    def fill(number):
        page(f"Procedura {number}", "delega")
        file(body, f"Delega {number}", "testo", is_shared=True)

    client = client_of(other_operator)
    fill("prima")
    client.get(PATH, {"q": "delega"})
    with queries() as few:
        client.get(PATH, {"q": "delega"})
    for number in range(10):
        fill(number)
    with queries() as many:
        client.get(PATH, {"q": "delega"})
    assert len(few) == len(many) <= 20


def test_suggestions_lead_to_things(page, file, body, referent, other_operator):
    page("Delega in due passi")
    file(body, "Delega per l’ISEE")
    answer = client_of(referent).get(f"{PATH}suggerimenti/", {"q": "dele"})
    assert "no-store" in answer.headers["Cache-Control"]
    items = answer.json()["items"]
    assert [item["text"] for item in items] == [
        "Delega in due passi",
        "Delega per l’ISEE",
    ]
    assert items[0]["marks"] == [[0, 6]]
    foreign = client_of(other_operator).get(f"{PATH}suggerimenti/", {"q": "isee"})
    assert foreign.json() == {"items": []}


def test_a_visitor_is_told_nothing(page, root):
    page("Procedura segreta")
    for path in (PATH, f"{PATH}suggerimenti/"):
        answer = Client().get(path, {"q": "segreta"})
        assert answer.status_code == 302
        assert "segreta" not in answer.headers["Location"]


def test_what_is_sought_is_in_no_log_and_told_to_no_other_site(operator, caplog):
    with caplog.at_level(logging.DEBUG):
        logging.getLogger("django.db.backends").setLevel(logging.WARNING)
        answer = client_of(operator).get(PATH, {"q": "parolasegreta"})
        client_of(operator).get(f"{PATH}suggerimenti/", {"q": "parolasegreta"})
    assert "/intranet/cerca/" in caplog.text
    assert "parolasegreta" not in caplog.text
    assert answer.headers["Referrer-Policy"] == "no-referrer"


def test_nothing_of_it_is_in_the_public_index(page, file, body, operator):
    word = "zibaldonesegreto"
    page("Procedura", word)
    file(body, "Modulo", word)
    sought(operator, word)
    public = [
        m for m in apps.get_models() if m._meta.app_label in {"search", "wagtailsearch"}
    ]
    tables = {m._meta.db_table for m in public} | {"search_body", "search_places"}
    there = set(connection.introspection.table_names())
    assert tables & there
    with connection.cursor() as cursor:
        for table in tables & there:
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            assert word not in str(cursor.fetchall()), table


def test_the_public_search_finds_nothing(page, root):
    page("Procedura zibaldone", "zibaldone")
    answer = Client().get("/cerca/", {"q": "zibaldone"})
    assert b"Procedura" not in answer.content


def test_the_box_stands_on_every_page(operator):
    for path in ("/intranet/", "/intranet/file/", PATH):
        text = client_of(operator).get(path).content.decode()
        assert text.count('id="cerca-riservata"') == 1


def test_pages_and_files_are_among_the_kinds():
    assert {"Pagine", "File"} <= set(finders())
