"""Reading the content folder: every mistake is told, with its file and field."""

import pytest

from exchange.content import read_content
from exchange.problems import WrongInput
from exchange.samples import samples


def problems(folder) -> list[str]:
    with pytest.raises(WrongInput) as caught:
        read_content(folder.write())
    return [str(problem) for problem in caught.value.problems]


def test_a_right_folder(folder):
    content = read_content(folder.write())
    assert [s.slug for s in content.services] == ["bonus", "isee"]
    assert content.desks[0].services[0].service == "isee"


def test_all_mistakes_of_all_files_are_told_at_once(folder):
    folder.services["isee"]["needs"] = ["boh"]
    folder.services["bonus"]["related"] = ["mai-visto"]
    folder.organisations[0]["colore"] = "blu"
    folder.desks[0]["services"] = [{"service": "nessuno", "level": "information"}]
    found = problems(folder)
    assert len(found) == 4
    assert any("isee.yaml: needs: «boh»" in line for line in found)
    assert any("bonus.yaml: related: «mai-visto»" in line for line in found)
    assert any("organisations.yaml (ente-a): colore" in line for line in found)
    assert any(
        "desks.yaml (sportello-a): services[1].service" in line for line in found
    )


def test_a_slug_is_its_file_name(folder):
    folder.services["isee"]["slug"] = "altro"
    folder.services["bonus"]["related"] = ["altro"]
    folder.desks[0]["services"][0]["service"] = "altro"
    (line,) = problems(folder)
    assert "deve essere come il nome del file: isee" in line


def test_the_same_slug_twice(folder):
    folder.organisations.append({**folder.organisations[0]})
    (line,) = problems(folder)
    assert "«ente-a» c'è già" in line


def test_a_broken_file_says_where(folder):
    path = folder.write() / "services/tema/isee.yaml"
    path.write_text("slug: isee\n  title: [\n", encoding="utf-8")
    with pytest.raises(WrongInput, match="non è YAML valido alla riga 2"):
        read_content(folder.path)


def test_a_file_in_another_encoding(folder):
    path = folder.write() / "services/tema/isee.yaml"
    path.write_bytes("slug: isee\ntitle: città\n".encode("cp1252"))
    with pytest.raises(WrongInput, match="UTF-8"):
        read_content(folder.path)


def test_a_missing_file(folder):
    (folder.write() / "desks.yaml").unlink()
    with pytest.raises(WrongInput, match=r"desks\.yaml: il file manca"):
        read_content(folder.path)


def test_a_list_must_be_a_list(folder):
    (folder.write() / "desks.yaml").write_text("uno: due", encoding="utf-8")
    with pytest.raises(WrongInput, match="qui va un elenco"):
        read_content(folder.path)


def test_samples_are_named(folder):
    folder.desks[0]["hours_are_sample"] = True
    (problem,) = samples(read_content(folder.write()))
    assert "sportello-a" in str(problem)
    assert "orario reale" in str(problem)
