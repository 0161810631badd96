"""A file of organisations is read whole, or refused with everything that is wrong in it."""

from datetime import date

import pytest

from handrail.estate.written import NotReadable, WrittenArea, read_organisations

GOOD = """\
- slug: mere-district
  kind: district
  nation: england
  from: 2026-04-01
  names: {en: Mere District Council, cy: Cyngor Dosbarth Mere}
  phone: 01632 960001
  hours: {en: "Monday to Friday, 9am to 5pm"}
  areas:
    - {code: mere, name: Mere, postcodes: [FE9]}
"""


@pytest.fixture
def read(tmp_path):
    def from_text(text: str):
        path = tmp_path / "bodies.yaml"
        path.write_text(text, encoding="utf-8")
        return read_organisations(path)

    return from_text


def test_an_organisation_is_read_with_its_names_contact_and_areas(read):
    (mere,) = read(GOOD)
    assert (mere.slug, mere.kind, mere.nation, mere.from_on) == (
        *("mere-district", "district", "england"),
        date(2026, 4, 1),
    )
    assert mere.names["cy"] == "Cyngor Dosbarth Mere"
    assert (mere.contact["phone"], mere.contact["email"]) == ("01632 960001", "")
    assert mere.areas == (WrittenArea("mere", "Mere", ("FE9",)),)


@pytest.mark.parametrize(
    ("line", "instead", "said"),
    [
        ("slug: mere-district", "slug: Mere District", "expected small letters"),
        ("kind: district", "kind: parish", "expected one of county"),
        ("nation: england", "nation: mercia", "expected one of"),
        ("from: 2026-04-01", 'from: "1 April"', "such as 2026-04-01"),
        ("names: {en: Mere District Council, cy: Cyngor Dosbarth Mere}", "names: Mere", "a text a language"),
        ("  kind: district\n", "", "'kind' is missing"),
        ("phone: 01632 960001", "fax: 01632 960001", "'fax', which is not known"),
        ("postcodes: [FE9]", "postcodes: FE9", "a list of postcodes"),
    ],
)
def test_what_is_wrong_is_said_with_what_was_expected(read, line, instead, said):
    with pytest.raises(NotReadable, match=said):
        read(GOOD.replace(line, instead))


@pytest.mark.parametrize("text", ["", "slug: mere", "[]", "- 3", "- ]"])
def test_what_is_no_list_of_organisations_is_refused(read, text):
    with pytest.raises(NotReadable):
        read(text)


def test_every_problem_is_told_at_once(read):
    with pytest.raises(NotReadable) as refused:
        read(GOOD + "- slug: X\n- 3\n")
    assert len(str(refused.value).splitlines()) == 6
