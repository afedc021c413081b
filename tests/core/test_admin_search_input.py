"""Whatever an editor types, the admin's own search answers."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.models import Page

from core.models import CustomDocument, CustomImage

WORDS_THAT_HURT = (
    *("isee", '"', "'", "*", "(", ")", "AND", "OR", "NOT", "NEAR(", "^", ":", "-", "~"),
    *(
        "title:",
        "%",
        "%s",
        "\\",
        "&",
        "|",
        "!",
        "<->",
        ";--",
        "'a':*",
        "/x/",
        "[a TO b]",
    ),
    *("½", "ﬁ", "١٢", "𞤀", "1e5", "a@b.it", "\x00", "\ud800", "\u202e", "a" * 3000),
)
HOSTILE = st.one_of(
    st.text(st.characters(exclude_categories=()), max_size=300),
    st.lists(st.sampled_from(WORDS_THAT_HURT), max_size=30).map(" ".join),
    st.sampled_from(["a" * 10_000, "parola " * 500, '"' * 999, "\x00", "\u202eisee"]),
)


@settings(
    max_examples=100,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(text=HOSTILE)
def test_nothing_an_editor_types_raises(home, text):
    for queryset in (Page.objects, CustomImage.objects, CustomDocument.objects):
        assert len(queryset.all().search(text)) >= 0
        assert len(queryset.all().autocomplete(text)) >= 0
