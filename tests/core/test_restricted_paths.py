"""How far a restriction reaches through aliases, and what asking costs."""

from hypothesis import given
from hypothesis import strategies as st

from core.visibility import forget_restricted_paths, restricted_paths, spread
from tests.factories import ServiceFactory, restrict

STEP = st.sampled_from(["0001", "0002", "0003"])
PATHS = st.lists(STEP, min_size=1, max_size=3).map("".join)


def hidden(path, roots, mirrors):
    """The rule told once more, slowly: below a root, or an alias of something hidden."""
    seen = set(roots)
    for _ in mirrors:
        for source, alias in mirrors:
            if any(source.startswith(root) for root in seen):
                seen.add(alias)
    return any(path.startswith(root) for root in seen)


@given(
    st.sets(PATHS, max_size=3),
    st.lists(st.tuples(PATHS, PATHS), max_size=5),
    PATHS,
)
def test_a_restriction_reaches_all_that_mirrors_it(roots, mirrors, path):
    found = spread([*(("", root) for root in roots), *mirrors])
    assert any(path.startswith(root) for root in found) == hidden(path, roots, mirrors)


@given(st.sets(PATHS), st.lists(st.tuples(PATHS, PATHS), max_size=5))
def test_only_the_outermost_paths_are_kept(roots, mirrors):
    found = spread([*(("", root) for root in roots), *mirrors])
    assert list(found) == sorted(set(found))
    assert not any(a != b and a.startswith(b) for a in found for b in found)


def test_an_alias_of_an_alias_is_reached_whatever_the_order():
    line = [("0003", "0004"), ("0002", "0003"), ("0001", "0002")]
    assert spread([*line, ("", "0001")]) == ("0001", "0002", "0003", "0004")


def test_no_restriction_hides_nothing():
    assert spread([("0001", "0002")]) == ()


def test_aliases_cost_one_query_however_long_their_line(body, other_body, queries):
    def asked():
        forget_restricted_paths()
        with queries() as found:
            paths = restricted_paths()
        assert restricted_paths() == paths
        return len(found), paths

    page = ServiceFactory(parent=body)
    assert asked() == (1, ())
    restrict(page)
    line = [page]
    for number in range(4):
        made = line[-1].create_alias(parent=other_body, update_slug=f"alias-{number}")
        line.append(made)
    assert asked() == (1, tuple(sorted(p.path for p in line)))
