"""Names in capitals made readable."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exchange.capitals import readable

NAMES = [
    ("CITTA' DELLA PIEVE", "Città della Pieve"),
    ("CORTE DE' CORTESI CON CIGNONE", "Corte de' Cortesi con Cignone"),
    ("CA' D'ANDREA", "Ca' d'Andrea"),
    ("L'AQUILA", "L'Aquila"),
    ("AVEZZANO-SULMONA-L'AQUILA", "Avezzano-Sulmona-L'Aquila"),
    ("SANT'AGATA LI BATTIATI", "Sant'Agata Li Battiati"),
    ("PERSICO DOSIMO", "Persico Dosimo"),
    ("CASALE CREMASCO-VIDOLASCO", "Casale Cremasco-Vidolasco"),
    ("VIALE XXIV MAGGIO 2", "Viale XXIV Maggio 2"),
    ("VIA UMBERTO I", "Via Umberto I"),
    ("VIA PAPA SERGIO I°, n.5", "Via Papa Sergio I°, n. 5"),
    ("VIA CALO' 5", "Via Calò 5"),
    ("VIA DELL'ARTE N.3", "Via dell'Arte n. 3"),
    ("VIA N. SAURO", "Via N. Sauro"),
    ("VIA ROMA SNC", "Via Roma snc"),
    ("VIA S. BENEDETTO DEL TRONTO 9/A", "Via S. Benedetto del Tronto 9/A"),
    ("A.S.L. NAPOLI 1 CENTRO", "A.S.L. Napoli 1 Centro"),
    ("N.P.I.MANFREDONIA", "N.P.I.Manfredonia"),
    ("ASL DI LECCE", "ASL di Lecce"),
    ("CONS. FAM. 'LA FAMIGLIA'", "Cons. Fam. 'La Famiglia'"),
    ("CONSULTORIO 'ROVANI'", "Consultorio 'Rovani'"),
    ("CONSULTORIO LIBERTA'", "Consultorio Libertà"),
    ("DT11 POLIAMBULATORI AMANDOLA", "DT11 Poliambulatori Amandola"),
    ("Centro di Salute 2 PES di Bastardo", "Centro di Salute 2 PES di Bastardo"),
    ("Via FRANCESCO FLAMMIA", "Via Francesco Flammia"),
    ("Via Pietro Montesi", "Via Pietro Montesi"),
    ("  TROPPI   SPAZI ", "Troppi Spazi"),
    ("", ""),
]


@pytest.mark.parametrize(("shouted", "said"), NAMES)
def test_names(shouted, said):
    assert readable(shouted) == said


def test_acronyms_may_be_added():
    assert readable("OSPEDALE UOMI XYZA") == "Ospedale UOMI Xyza"
    assert readable("OSPEDALE UOMI XYZA", {"XYZA"}) == "Ospedale UOMI XYZA"


@given(st.text("ABCDEILMNORSTVAEIOU '.-0123456789", max_size=40))
def test_twice_is_once(text):
    """What is readable stays as it is."""
    once = readable(text)
    assert readable(once).casefold() == once.casefold()


@given(st.text("ABCDEILMNORSTUV 0123456789", max_size=40))
def test_no_letter_is_lost(text):
    assert readable(text).upper().replace("N. ", "N.").split() == text.split()
