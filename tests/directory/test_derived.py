"""What follows from what editors fill: classification, search entries, vocabularies."""

import pytest
from django.test import Client

from core.facet_labels import labels_of
from directory.classification import derive_classification
from directory.models import LifeEvent, Need, ServicePage
from directory.vocabulary import term, term_by_id, terms, terms_by_id
from tests.factories import (
    AudienceFactory,
    CategoryFactory,
    DeskFactory,
    MunicipalityFactory,
    NeedFactory,
    ServiceFactory,
    TopicFactory,
    fill,
    offer,
    phone,
)


@pytest.fixture
def mapping(home):
    """A need and an audience that lead to the national classification."""
    event = LifeEvent.objects.create(code="perdere-casa", name="Perdere la casa")
    need = NeedFactory(code="casa", category=CategoryFactory(code="casa"), position=1)
    need.topics.add(TopicFactory(code="abitazione"), TopicFactory(code="comune-a-due"))
    need.life_events.add(event)
    need.save()
    audience = AudienceFactory(code="anziani", category=CategoryFactory(code="salute"))
    audience.topics.add(TopicFactory(code="terza-eta"))
    audience.save()
    return need, audience


def classified(body, needs=(), audiences=(), **fields):
    sheet = ServiceFactory.build(**fields)
    sheet.needs, sheet.audiences = list(needs), list(audiences)
    body.add_child(instance=sheet)
    return ServicePage.objects.get(pk=sheet.pk)


def codes(field):
    return [found.code for found in field.all()]


def test_what_is_empty_follows_from_the_needs(body, mapping):
    need, audience = mapping
    sheet = classified(body, [need], [audience])
    assert sheet.category.code == "casa"
    assert codes(sheet.topics) == ["abitazione", "comune-a-due"]
    assert codes(sheet.life_events) == ["perdere-casa"]


def test_without_needs_it_follows_from_the_audiences(body, mapping):
    sheet = classified(body, [], [mapping[1]])
    assert sheet.category.code == "salute"
    assert codes(sheet.topics) == ["terza-eta"]
    assert codes(sheet.life_events) == []


def test_where_the_need_leads_nowhere_the_audience_does(body, mapping):
    sheet = classified(body, [NeedFactory(code="altro")], [mapping[1]])
    assert sheet.category.code == "salute"
    assert codes(sheet.topics) == ["terza-eta"]


def test_two_needs_give_each_topic_once_and_the_first_one_s_category(body, mapping):
    first = NeedFactory(code="abito", category=CategoryFactory(code="z"), position=0)
    first.topics.add(TopicFactory(code="comune-a-due"))
    first.save()
    sheet = classified(body, [mapping[0], first])
    assert sheet.category.code == "z"
    assert sorted(codes(sheet.topics)) == ["abitazione", "comune-a-due"]


def test_what_is_filled_stays_as_it_is(body, mapping):
    sheet = classified(body, category=CategoryFactory(code="mia"))
    sheet.topics, sheet.needs = [TopicFactory(code="mio")], [mapping[0]]
    sheet.save()
    sheet = ServicePage.objects.get(pk=sheet.pk)
    assert sheet.category.code == "mia"
    assert codes(sheet.topics) == ["mio"]
    assert codes(sheet.life_events) == ["perdere-casa"]


def test_without_anything_nothing_follows(body):
    sheet = ServiceFactory(parent=body)
    derive_classification(sheet)
    assert sheet.category is None
    assert codes(sheet.topics) == []


def test_what_an_editor_publishes_in_the_admin_is_classified(
    body, mapping, admin_client
):
    from wagtail.test.utils.form_data import querydict_from_html

    sheet = ServiceFactory(parent=body)
    address = f"/admin/pages/{sheet.pk}/edit/"
    html = admin_client.get(address).content.decode()
    data = querydict_from_html(html, form_id="page-edit-form").copy()
    data.update({"needs": str(mapping[0].pk), "action-publish": "1"})
    assert admin_client.post(address, data).status_code == 302
    sheet = ServicePage.objects.get(pk=sheet.pk)
    assert codes(sheet.needs) == ["casa"]
    assert sheet.category.code == "casa"
    assert codes(sheet.topics) == ["abitazione", "comune-a-due"]


# --- search entries ------------------------------------------------------------------------


def test_a_sheet_is_found_by_all_it_says_and_all_who_help(body, other_body):
    sheet = fill(
        ServiceFactory(parent=body, title="ISEE", complete=True, owner_body=other_body)
    )
    desk = DeskFactory(parent=body, title="CAF centro", placed=True)
    offer(desk, sheet)
    entry = sheet.search_entry()
    assert (entry.kind, entry.title, entry.locale) == ("service", "ISEE", "it")
    assert entry.url == sheet.url
    assert entry.citizen_words == ("aiuto", "una mano")
    assert entry.names == ("Sindacato di prova", "CAF centro")
    assert entry.facets["bisogno"] == ("soldi",)
    assert entry.facets["categoria"] == ("salute-benessere-e-assistenza",)
    for part in ("Trenta giorni", "Chiedi", "Documento d'identità", "Anziani"):
        assert part in entry.text
    assert "<" not in entry.text


def test_a_sheet_for_some_towns_is_found_by_them_alone(body):
    sheet = ServiceFactory(parent=body)
    sheet.municipalities.add(MunicipalityFactory())
    sheet.save()
    assert sheet.search_entry().facets["comune"] == ("cremona",)


def test_a_bare_sheet_and_a_bare_desk_have_entries_too(body):
    sheet, desk = ServiceFactory(parent=body), DeskFactory(parent=body)
    assert sheet.search_entry().facets["categoria"] == ()
    assert sheet.search_entry().citizen_words == ()
    entry = desk.search_entry()
    assert entry.names == ("Comune di prova", "Sportello Sociale")
    assert entry.facets["comune"] == ()


def test_a_desk_is_found_by_place_body_and_services(body):
    sheet = ServiceFactory(parent=body, title="Mensa sociale")
    desk = DeskFactory(parent=body, placed=True, directions="<p>Bus 3</p>")
    offer(desk, sheet)
    entry = desk.search_entry()
    for part in ("Via Mantova 25", "Bus 3", "Mensa sociale"):
        assert part in entry.text
    assert entry.facets["comune"] == ("cremona",)
    assert list(desk.search_dependants()) == [sheet.pk]


def test_a_protected_place_gives_no_address_to_the_search(body):
    desk = DeskFactory(parent=body, title="Casa rifugio", confidential=True)
    phone(desk)
    assert desk.search_entry().text.strip() == ""


def test_a_body_is_found_by_both_its_names(body, other_body):
    body.legal_name, body.municipality = "Municipio", MunicipalityFactory()
    body.description = "<p>Aiuta.</p>"
    body.save()
    owned = ServiceFactory(parent=other_body, owner_body=body)
    run = ServiceFactory(parent=other_body, manager_body=body)
    entry = body.search_entry()
    assert entry.names == ("Municipio", "Comune")
    assert entry.text == "Aiuta."
    assert entry.facets == {"comune": ("cremona",), "ente": ("comune-di-prova",)}
    assert set(body.search_dependants()) == {owned.pk, run.pk}
    assert other_body.search_entry().facets["comune"] == ()


# --- vocabularies ----------------------------------------------------------------------


def test_a_vocabulary_is_read_once_and_forgotten_when_it_changes(home, queries):
    need = NeedFactory(code="casa", name="Casa")
    assert [t.name for t in terms(Need)] == ["Casa"]
    with queries() as found:
        assert term(Need, "casa") == need
        assert terms_by_id(Need)[need.pk] == need
    assert len(found) == 0
    need.name = "Una casa"
    need.save()
    assert [t.name for t in terms(Need)] == ["Una casa"]
    need.delete()
    assert terms(Need) == []
    assert term(Need, "casa") is None


def test_terms_come_in_their_order_and_in_their_language(home):
    for code, position in (("b", 2), ("a", 2), ("z", 1)):
        NeedFactory(code=code, position=position)
    assert [t.code for t in terms(Need)] == ["z", "a", "b"]
    assert terms(Need, "en") == []
    assert term_by_id(Need, 10_000) is None


def test_a_vocabulary_s_change_is_on_the_page_at_once(body):
    sheet = ServiceFactory(parent=body)
    need = NeedFactory(code="casa", name="Casa")
    sheet.needs.add(need)
    sheet.save()
    assert ">Casa<" in Client().get(sheet.url).content.decode()
    need.name = "Un tetto"
    need.save()
    assert ">Un tetto<" in Client().get(sheet.url).content.decode()


def test_facets_are_labelled_by_their_vocabularies(home):
    NeedFactory(code="casa", name="Casa")
    MunicipalityFactory()
    assert labels_of("bisogno") == {"casa": "Casa"}
    assert labels_of("comune") == {"cremona": "Cremona"}
