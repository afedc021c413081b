"""What the coordinator keeps: groups of words, read at once, never written over."""

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command

from core import memo
from search.default_synonyms import (
    default_groups,
    give_default_synonyms,
    key_of,
)
from search.models import GivenDefault, SynonymGroup
from search.synonyms import current_synonyms
from search.understanding import (
    Group,
    SynonymError,
    Vocabulary,
    compiled,
    read_group,
    understand,
)

VOCABULARY = Vocabulary(9, {"casa": 3, "assistent": 2, "familiar": 2})


@pytest.fixture
def no_groups(db):
    SynonymGroup.objects.all().delete()


def finds(text):
    query = understand(text, VOCABULARY, current_synonyms())
    return {way.stems for clause in query.clauses for way in clause.alternatives}


@pytest.mark.parametrize(
    ("line", "group"),
    [
        ("badante, assistente familiare", Group(("badante", "assistente familiare"))),
        (" a ,, b ,a", Group(("a", "b"))),
        ("a, b => c", Group(("a", "b"), ("c",))),
        (
            "badante,\nassistente\n familiare",
            Group(("badante", "assistente", "familiare")),
        ),
    ],
)
def test_a_group_is_read(line, group):
    assert read_group(line) == group


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("", "almeno due parole"),
        ("badante", "almeno due parole"),
        ("badante,", "almeno due parole"),
        ("=> casa", "a sinistra"),
        ("casa =>", "a destra"),
        ("a => b => c", "una volta sola"),
        ("casa, ?!", "«?!» non contiene"),
    ],
)
def test_a_group_that_cannot_be_used_says_why(line, problem):
    with pytest.raises(SynonymError, match=problem.replace("?", r"\?")):
        read_group(line)


def test_what_several_groups_say_of_a_word_adds_up():
    one = compiled([read_group("a1, b1"), read_group("a1 => c1")])
    (match,) = one.matches(["a1"])
    assert match.others == (("b1",), ("c1",))


def test_the_longest_group_wins():
    groups = [read_group("casa => x1"), read_group("casa popolare => y1")]
    (match,) = compiled(groups).matches(["casa", "popolar"])
    assert (match.start, match.end, match.others) == (0, 2, (("y1",),))


def test_a_group_is_checked_when_it_is_saved_in_the_admin():
    with pytest.raises(ValidationError, match="almeno due parole"):
        SynonymGroup(words="badante").full_clean()
    with pytest.raises(ValidationError, match="manca la freccia"):
        SynonymGroup(words="badante, colf", is_one_way=True).full_clean()
    group = SynonymGroup(words="nonno => anziano")
    group.full_clean()
    assert group.is_one_way


def test_a_change_counts_at_once(no_groups):
    group = SynonymGroup.objects.create(words="badante, assistente familiare")
    assert finds("badante") == {("assistent", "familiar")}
    group.words = "badante, casa"
    group.save()
    assert finds("badante") == {("casa",)}
    group.is_active = False
    group.save()
    assert finds("badante") == {("badant",)}
    group.is_active = True
    group.save()
    SynonymGroup.objects.all().delete()
    assert finds("badante") == {("badant",)}


def test_another_process_sees_it_within_a_minute(no_groups, monkeypatch):
    assert finds("badante") == {("badant",)}
    group = SynonymGroup(words="badante, casa")
    SynonymGroup.objects.bulk_create([group])  # No signal here, as in another process.
    assert finds("badante") == {("badant",)}
    later = memo.time.monotonic() + 61
    monkeypatch.setattr(memo.time, "monotonic", lambda: later)
    assert finds("badante") == {("casa",)}


def test_a_row_that_cannot_be_read_is_left_out(no_groups, caplog):
    rows = [SynonymGroup(words="sola"), SynonymGroup(words="badante, casa")]
    SynonymGroup.objects.bulk_create(rows)
    assert finds("badante") == {("casa",)}
    assert "left out" in caplog.text


def test_synonyms_cost_one_query_a_minute(no_groups, queries):
    with queries() as asked:
        current_synonyms()
        current_synonyms()
    assert len(asked) == 1


def test_the_defaults_can_be_used_and_are_told_apart():
    groups = list(default_groups())
    assert len(groups) >= 172
    for group in groups:
        group.full_clean()
    assert len({key_of(group) for group in groups}) == len(groups)
    assert {group.note for group in groups} >= {"persone", "casa", "pensioni"}


def test_a_new_site_has_the_defaults(db):
    SynonymGroup.objects.all().delete()
    GivenDefault.objects.all().delete()
    assert give_default_synonyms() == len(list(default_groups()))
    assert give_default_synonyms() == 0


def test_what_the_coordinator_changed_or_deleted_stays_so(db):
    give_default_synonyms()
    first, second = SynonymGroup.objects.order_by("pk")[:2]
    first.delete()
    SynonymGroup.objects.filter(pk=second.pk).update(words="tutta, un'altra cosa")
    before = set(SynonymGroup.objects.values_list("words", flat=True))
    call_command("migrate", verbosity=0)
    assert set(SynonymGroup.objects.values_list("words", flat=True)) == before


def test_the_form_says_what_is_wrong(db, admin_client):
    from django.urls import reverse

    address = reverse(SynonymGroup.snippet_viewset.get_url_name("add"))
    answer = admin_client.post(address, {"words": "badante", "is_active": "on"})
    assert "Servono almeno due parole" in answer.content.decode()
    admin_client.post(address, {"words": "zia => nipote", "is_active": "on"})
    assert SynonymGroup.objects.get(words="zia => nipote").is_one_way
    listing = reverse(SynonymGroup.snippet_viewset.get_url_name("list"))
    assert (
        "zia =&gt; nipote" in admin_client.get(f"{listing}?q=nipote").content.decode()
    )
