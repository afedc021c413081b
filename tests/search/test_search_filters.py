"""The filters beside the results."""

from search.filters import FilterGroup, FilterValue, filters_of, label_of
from search.result import FacetCount, SearchResult


def counted(**facets):
    """A result with counts given as `per={"anziani": 3}`; all of 10 entries."""
    counts = {
        name: tuple(FacetCount(code, number) for code, number in values.items())
        for name, values in facets.items()
    }
    return SearchResult(total=10, facets=counts)


def names(groups):
    return [group.name for group in groups]


def test_four_stand_in_front_and_the_others_behind():
    two = {"a": 1, "b": 2}
    found = filters_of(counted(lingua=two, comune=two, per=two, ente=two), {}, {})
    assert names(found.front) == ["per", "comune"]
    assert names(found.others) == ["ente", "lingua"]


def test_one_value_cannot_narrow_and_none_is_no_filter():
    found = filters_of(
        counted(per={"tutti": 3}, ente={}, comune={"x": 2, "y": 0}), {}, {}
    )
    assert found.front == found.others == ()


def test_a_chosen_value_stays_to_be_undone():
    result = SearchResult(facets={"per": (FacetCount("tutti", 0, True),)})
    (group,) = filters_of(result, {"per": ("tutti",)}, {}).front
    assert group.values == (FilterValue("tutti", "Tutti", 0, True),)


def test_a_fact_narrows_where_it_does_not_hold_of_all():
    (group,) = filters_of(counted(costo={"gratuito": 4}), {}, {}).others
    assert group.values[0].count == 4
    assert filters_of(counted(costo={"gratuito": 10}), {}, {}).others == ()


def test_what_was_too_much_to_count_has_values_without_counts():
    labels = {"per": {"anziani": "Anziani", "tutti": "Tutti"}, "costo": {"g": "Gratis"}}
    result = SearchResult(total=20_000)
    found = filters_of(result, {"per": ("tutti",)}, labels)
    assert [(v.code, v.count, v.is_selected) for v in found.front[0].values] == [
        ("tutti", None, True),
        ("anziani", None, False),
    ]
    assert names(found.others) == ["costo"]


def group(number, selected=()):
    values = (FilterValue(str(n), f"{99 - n}", n, n in selected) for n in range(number))
    return FilterGroup("per", "Per chi", tuple(values))


def test_few_values_are_all_in_sight():
    assert len(group(7).in_sight) == 7
    assert group(7).folded == ()


def test_many_values_are_folded_in_the_order_of_the_alphabet():
    assert len(group(8).in_sight) == 5
    assert [value.label for value in group(8).folded] == ["92", "93", "94"]
    assert not group(8, selected=(1,)).is_folded_chosen
    assert group(8, selected=(7,)).is_folded_chosen


def test_a_code_without_a_label_is_made_readable():
    assert label_of("per", "persone-anziane", {}) == "Persone anziane"
