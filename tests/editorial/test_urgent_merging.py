"""What becomes of a draft's rows when the public ones change: pure, so tried with many."""

from hypothesis import given
from hypothesis import strategies as st

from editorial.urgent.merging import added, facts, merged, same


def row(pk, text, **more):
    return {"pk": pk, "text": text, "sort_order": 0, **more}


def texts(rows):
    return [r["text"] for r in rows]


ONE, TWO = row(1, "lunedì"), row(2, "martedì")


def test_a_new_row_comes_beside_the_drafts_own():
    draft = [ONE, TWO, row(None, "domenica")]
    found = merged([ONE, TWO], [ONE, TWO, row(3, "sabato")], draft)
    assert texts(found) == ["lunedì", "martedì", "domenica", "sabato"]


def test_a_row_taken_away_goes_from_the_draft_too_even_where_it_was_rewritten():
    assert merged([ONE, TWO], [ONE], [row(1, "lunedì"), row(2, "mart. tardi")]) == [
        {**ONE, "sort_order": 0}
    ]


def test_of_a_row_that_both_changed_the_public_one_stands():
    found = merged([ONE, TWO], [row(1, "lunedì presto"), TWO], [row(1, "tardi"), TWO])
    assert texts(found) == ["lunedì presto", "martedì"]


def test_what_the_change_did_not_touch_stays_as_the_draft_says():
    found = merged([ONE, TWO], [row(1, "presto"), TWO], [ONE, row(2, "mart. tardi")])
    assert texts(found) == ["presto", "mart. tardi"]


def test_a_row_that_the_draft_took_away_stays_away_unless_it_was_changed():
    assert texts(merged([ONE, TWO], [ONE, TWO, row(3, "x")], [TWO])) == ["martedì", "x"]
    assert texts(merged([ONE, TWO], [row(1, "presto"), TWO], [TWO])) == [
        "martedì",
        "presto",
    ]


def test_a_twin_that_was_never_saved_gives_way_to_the_saved_row():
    found = merged([ONE], [ONE, row(7, "sabato")], [ONE, row(None, "sabato")])
    assert [(r["pk"], r["text"]) for r in found] == [(1, "lunedì"), (7, "sabato")]


def test_places_and_keys_say_nothing():
    assert same([row(1, "a"), row(2, "b")], [row(9, "b", locale=3), row(8, "a")])
    assert not same([row(1, "a")], [row(1, "a"), row(2, "a")])
    assert facts(row(1, "a", page=4, translation_key="k")) == {"text": "a"}
    assert texts(added([ONE], [row(5, "lunedì"), TWO])) == ["martedì"]


TEXTS = st.sampled_from(["a", "b", "c", "d"])
ROWS = st.dictionaries(st.integers(1, 5), TEXTS).map(
    lambda found: [row(pk, text) for pk, text in found.items()]
)


@given(ROWS, ROWS)
def test_a_draft_that_changed_nothing_becomes_the_public_rows(before, after):
    assert same(merged(before, after, before), after)


@given(ROWS, ROWS)
def test_where_nothing_changed_the_draft_stays(before, draft):
    assert same(merged(before, before, draft), draft)


@given(ROWS, ROWS, ROWS)
def test_keys_stay_unique_and_places_follow(before, after, draft):
    found = merged(before, after, draft)
    keys = [r["pk"] for r in found if r["pk"]]
    assert len(keys) == len(set(keys))
    assert [r["sort_order"] for r in found] == list(range(len(found)))
