"""What a text is taken to ask, from a vocabulary made by hand."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.query import Query
from search.text import index_tokens
from search.text.folding import fold
from search.understanding import Vocabulary, compiled, read_groups, understand
from search.understanding.choosing import MOST_ALTERNATIVES
from search.weights import OPTIONAL_SHARE, REPAIR_SHARES, SYNONYM_SHARE, rarity

WORDS = """
affitto affitti contributo casa case popolare popolari servizi abitativi pubblici pensione
persone persona persona badante badanti assistente familiare domicilio denuncia dei redditi
dichiarazione modello 730 soccorso telesoccorso baby babysitter sitter isee corrente legge 104
autosufficiente assistenza adi ads asl assegno inclusione domiciliare integrata gioco azzardo
mamma disoccupazione indennità di piazza luce gas bonus scuola trasporto scolastico cittadinanza
non è
"""
GROUPS = """
casa popolare, servizi abitativi pubblici, aler
badante, assistente familiare
730, modello 730, dichiarazione dei redditi, denuncia dei redditi
nonno => affitto
adi => adi, assegno di inclusione, assistenza domiciliare integrata
ludopatia, gioco d'azzardo
scuolabus, trasporto scolastico
senza lavoro, disoccupazione
orario, quando è aperto
"""


@pytest.fixture(scope="module")
def vocabulary():
    forms = [fold(word) for word in WORDS.split()]
    stems = index_tokens(WORDS)
    return Vocabulary(
        100,
        {stem: stems.count(stem) * 3 for stem in stems},
        {form: forms.count(form) * 3 for form in forms},
    )


@pytest.fixture(scope="module")
def synonyms():
    return compiled(read_groups(GROUPS.splitlines()))


@pytest.fixture
def ask(vocabulary, synonyms):
    return lambda text: understand(text, vocabulary, synonyms)


@pytest.fixture
def ways(ask):
    """Per clause: stems joined → share."""

    def read(text):
        return [
            {
                " ".join(way.stems) + "*" * way.is_prefix: way.share
                for way in clause.alternatives
            }
            for clause in ask(text).clauses
            if clause.folded
        ]

    return read


def typed(query):
    return [clause.typed for clause in query.clauses]


def test_words_count_once_and_empty_ones_not(ask):
    assert typed(ask("dove trovo la casa, le CASE e l'affitto")) == ["casa", "affitto"]


@pytest.mark.parametrize("text", ["io non ho", "non", "?!", "l'", "a di da"])
def test_empty_words_alone_ask_nothing(ask, text):
    assert ask(text) == Query(has_no_words=True)


def test_no_text_is_not_a_text_without_words(ask):
    assert ask(" ") == Query()


def test_for_whom_and_which_year_are_not_required(ask):
    assert [c.is_required for c in ask("badante per mia mamma").clauses] == [1, 0]
    assert [c.is_required for c in ask("ISEE 2026").clauses] == [1, 0]
    assert [c.is_required for c in ask("mia mamma").clauses] == [1]
    assert [c.is_required for c in ask("1992").clauses] == [1]


def test_a_group_of_one_word_finds_its_others(ways):
    assert ways("badanti") == [
        {"badant": 100, "assistent familiar": SYNONYM_SHARE},
    ]


def test_what_several_words_are_called_answers_each_of_them(ways):
    other = {"serviz abitativ pubblic": SYNONYM_SHARE}
    assert ways("case popolari") == [{"casa": 100, **other}, {"popolar": 100, **other}]
    assert ways("popolari case") == [{"popolar": 100, **other}, {"casa": 100, **other}]
    assert ways("case e popolari") == ways("case popolari")
    assert ways("case") == [{"casa": 100}]


def test_others_of_several_words_keep_their_empty_words_and_lose_elisions(ways):
    assert ways("ludopatia") == [{"gioco azzard": SYNONYM_SHARE}]
    assert "assegn di inclusion" in ways("adi")[0]


def test_a_one_way_group_does_not_go_back(ways):
    assert ways("nonno") == [{"affitt": SYNONYM_SHARE}]
    assert ways("affitto") == [{"affitt": 100}]


def test_a_word_no_entry_holds_is_known_by_its_synonyms(ask):
    assert (ask("scuolabus").missing, ask("scuolabus").did_you_mean) == ((), None)


def test_a_group_that_empty_words_leave_with_one_word_is_not_sought(ways):
    assert ways("casa aperto") == [{"casa": 100}, {"apert": 100}]


def test_who_says_more_says_nothing_new(ways):
    assert ways("730") == [
        {
            "730": 100,
            "dichiarazion dei reddit": SYNONYM_SHARE,
            "denunc dei reddit": SYNONYM_SHARE,
        }
    ]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("afitto", "affitto"),
        ("afito", "affitto"),
        ("denucia", "denuncia"),
        ("assitenza", "assistenza"),
        ("assitensa", "assistenza"),
        ("pensone", "pensione"),
        ("isee corente", "isee corrente"),
        ("casapopolare", "casa popolare"),
        ("isee2026", "isee 2026"),
        ("Il mio  AFITTO, grazie", "Il mio  affitto, grazie"),
    ],
)
def test_typing_errors_are_mended(ask, text, meant):
    query = ask(text)
    assert query.did_you_mean == meant
    assert query.missing == ()


@pytest.mark.parametrize(
    "text", ["asi", "adx", "lucr", "105", "pizza", "b22", "zzzzzzzzzz", "bssitenza"]
)
def test_sigle_numbers_and_short_or_right_words_are_not_mended(ask, text):
    query = ask(text)
    assert (query.did_you_mean, query.missing) == (None, (text,))


def test_few_letters_are_mended_only_where_letters_are_doubled():
    vocabulary = Vocabulary(9, {"cara": 2, "colf": 3}, {"cara": 2, "colf": 3})
    assert understand("barca capra", vocabulary).did_you_mean is None
    assert understand("collf", vocabulary).did_you_mean == "colf"


def test_no_word_is_mended_to_one_that_says_nothing():
    assert understand("qanto", Vocabulary(9, {}, {"quanto": 9})).missing == ("qanto",)


def test_a_mended_word_counts_less_and_its_synonyms_still_less(ways):
    denuncia, _ = ways("denucia dei redditi")
    assert denuncia["denunc"] == REPAIR_SHARES[0] < 100
    assert denuncia["730"] == SYNONYM_SHARE * REPAIR_SHARES[0] // 100


def test_a_letter_left_out_is_likelier_than_a_wrong_one(ways):
    assert list(ways("pensone")[0]) == ["pension", "person"]


def test_the_last_word_may_be_unfinished_where_no_entry_holds_it(ways, ask):
    assert ways("bonus cittadi")[1] == {"cittadi*": 90}
    assert ways("pension")[0] == {"pension": 100}
    assert ask("cittadi bonus").missing == ("cittadi",)
    assert ask("cit").missing == ("cit",)


def test_a_beginning_is_that_of_a_form_not_of_a_stem():
    vocabulary = Vocabulary(9, {"domiciliar": 1}, {"domiciliare": 1})
    (clause,) = understand("domicilia", vocabulary).clauses
    assert [(way.stems, way.is_prefix) for way in clause.alternatives] == [
        (("domicilia",), True)
    ]
    vocabulary = Vocabulary(
        9, {"lavor": 1, "laborator": 1}, {"lavoro": 1, "laboratori": 1}
    )
    assert understand("laboro", vocabulary).did_you_mean == "lavoro"


def test_all_words_as_they_were_said_only_lift(ask):
    *_, whole = ask("case di scuola").clauses
    assert [way.stems for way in whole.alternatives] == [("casa", "di", "scuol")]
    assert (whole.is_required, whole.folded) == (False, "")
    assert len(ask("casa").clauses) == 1
    assert len(ask("casa xyz").clauses) == 2


def test_letters_doubled_or_not_in_a_word_whose_stem_is_known():
    vocabulary = Vocabulary(9, {"malatt": 2, "malat": 3}, {"malattie": 2, "malato": 3})
    (clause,) = understand("malatie", vocabulary).clauses
    assert [way.stems for way in clause.alternatives] == [("malat",)]


def test_numbers_of_years_and_months_say_nothing_of_what_is_sought(ask):
    assert [c.typed for c in ask("pensione a 67 anni").clauses] == ["pensione"]
    assert [c.typed for c in ask("67 anni").clauses] == ["67", "anni"]


def test_who_says_how_long_ago_still_says_one_thing(ask):
    *_, whole = ask("casa di scuola 2 mesi fa").clauses
    assert [way.stems for way in whole.alternatives] == [("casa", "di", "scuol")]


def test_words_typed_apart_may_be_one(ways):
    assert ways("tele soccorso") == [
        {"telesoccors": 90},
        {"soccors": 100, "telesoccors": 90},
    ]


def test_a_word_that_turns_the_sense_goes_with_the_next(ways):
    assert ways("non è autosufficiente") == [
        {"non e autosufficient": 100, "autosufficient": 60}
    ]
    assert ways("senza casa") == [{"casa": 60}]
    assert ways("senza lavoro") == [{"disoccupazion": SYNONYM_SHARE}]


@pytest.mark.parametrize("text", ["L.104", "legge n. 104/1992", "l104", "legge104"])
def test_a_law_is_found_by_its_number(ask, text):
    assert "104" in [fold(clause.typed) for clause in ask(text).clauses]


def test_worth_is_the_rarity_of_all_ways_together(ask, vocabulary):
    (clause,) = ask("badante").clauses
    assert clause.worth == rarity(100, vocabulary.stems["badant"] + 3)
    mamma = ask("badante mamma").clauses[1]
    assert mamma.worth == rarity(100, 3) // OPTIONAL_SHARE


def test_missing_words_are_told_as_typed(ask):
    query = ask("Pizza a domicilio")
    assert query.missing == ("Pizza",)
    assert query.did_you_mean is None


def test_ties_are_settled_by_the_alphabet():
    forms = {"bonato": 1, "bonata": 1, "bonate": 1}
    reverse = dict(reversed(forms.items()))
    asked = [understand("bonat x", Vocabulary(1, {}, f)) for f in (forms, reverse)]
    assert asked[0] == asked[1]
    assert asked[0].did_you_mean == "bonata x"


HOSTILE = st.text(st.characters(exclude_categories=()), max_size=300)


@given(HOSTILE)
def test_any_text_is_understood(text):
    stems = {"casa": 3, "affitt": 2}
    query = understand(text, Vocabulary(9, stems, {"casa": 3, "affitto": 2}))
    for clause in query.clauses:
        assert 0 < len(clause.alternatives) <= MOST_ALTERNATIVES
        assert clause.worth > 0
        for way in clause.alternatives:
            assert all(stem.isalnum() for stem in way.stems)
            assert 0 < way.share <= 100


@given(st.lists(st.sampled_from([*WORDS.split(), "non", "2026", "afitto"])))
def test_understanding_is_the_same_twice(vocabulary, synonyms, words):
    text = " ".join(words)
    query = understand(text, vocabulary, synonyms)
    assert query == understand(text, vocabulary, synonyms)
    assert len({clause.typed for clause in query.clauses}) <= 12
    assert set(query.missing) <= {clause.typed for clause in query.clauses}


@pytest.mark.parametrize(
    "text",
    [
        "parola " * 500,
        " ".join(f"parolla{n}x" for n in range(500)),
        "asistensa " * 1000,
        "x" * 10_000,
        "di " * 4000,
        "\u202e\x00\ud800(\"'*:\\" * 1000,
        "casa\u0300\u0301" * 2000,
    ],
    ids=["one", "unlike", "typos", "long", "empty", "signs", "marks"],
)
def test_much_text_is_read_at_once(text):
    forms = {f"assistenz{a}{b}": 1 for a in "abcdefghijklm" for b in "nopqrstuvwxyz"}
    forms |= {f"parolona{n:04}".replace("0", "a"): 1 for n in range(3000)}
    vocabulary = Vocabulary(9000, dict.fromkeys(forms, 1), forms)
    understand("assitenza", vocabulary)
    times = []
    for _ in range(5):
        start = time.process_time()
        understand(text, vocabulary)
        times.append(time.process_time() - start)
    assert min(times) < 0.005
