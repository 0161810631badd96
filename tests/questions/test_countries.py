"""A country is found by any name it has or had, in English or Welsh, without a script."""

import re

import pytest

from handrail.channels.govuk.fields import field
from handrail.channels.govuk.splice import spliced
from handrail.definition.brick import Refused
from handrail.questions.asking import Asking
from handrail.questions.field import input_of
from handrail.questions.types import TYPES
from handrail.terms.countries import called, is_country, names
from tests.questions.kinds import kept, question, wrong
from tests.walk.garden import allotment


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("France", "FR"), ("ffrainc", "FR"), ("  FRANCE ", "FR"), ("Burma", "MM"), ("Cote d'Ivoire", "CI"),
        ("cote d’ivoire", "CI"), ("Ivory Coast", "CI"), ("the gambia", "GM"), ("Yr Almaen", "DE"),
        ("almaen", "DE"),
        ("Türkiye", "TR"), ("Turkey", "TR"), ("UK", "GB"), ("Wales", "GB"), ("Cymru", "GB"), ("U.S.A.", "US"),
        ("St Lucia", "LC"), ("Trinidad & Tobago", "TT"), ("Ceylon", "LK"), ("Swaziland", "SZ"),
        ("Guinea", "GN"),
        ("Holland", "NL"), ("FR", "FR"), ("Hong Kong", "HK"), ("Kosovo", "XK"), ("Jersey", "JE"),
    ],
)  # fmt: skip
def test_one_country_of_the_name_is_taken(typed, code):
    assert kept("country", typed) == code


@pytest.mark.parametrize(
    ("typed", "among"),
    [
        ("Congo", "CD"),
        ("Korea", "KR"),
        ("USSR", "UZ"),
        ("Frnace", "FR"),
        ("Germ", "DE"),
        ("Afgan", "AF"),
        ("Niger", ""),
    ],
)
def test_a_near_miss_is_asked_about_and_never_guessed(typed, among):
    meant = [code for code, _ in TYPES["country"].meant({"": typed}, "en", {})]
    if not among:
        assert (kept("country", typed), meant) == ("NE", [])
        return
    assert wrong("country", typed) == "which_one"
    assert among in meant
    assert kept("country", {"": typed, "meant": among}) == among


def test_what_was_chosen_for_another_name_does_not_count():
    assert kept("country", {"": "Italy", "meant": "FR"}) == "IT"
    assert wrong("country", {"": "Korea", "meant": "FR"}) == "which_one"


@pytest.mark.parametrize(
    "typed", ["xyzzy", "🇫🇷", "Europe", "European Union", "Antarctica", "001", "no", "in"]
)
def test_what_is_no_country_is_refused(typed):
    assert wrong("country", typed) in ("invalid", "which_one")


@pytest.mark.parametrize("language", ["en", "cy"])
def test_every_name_shown_means_one_country(language):
    shown = names(language)
    assert [code for code, name in shown.items() if called(name) != {code}] == []
    assert shown.keys() == names("en").keys()
    assert is_country("FR")
    assert not is_country("EU")


def test_names_are_in_the_order_of_the_language():
    assert list(names("en").values())[:2] == ["Afghanistan", "Åland Islands"]
    assert list(names("cy").values()).index("Yr Almaen") < list(names("cy").values()).index("Denmarc")


def test_a_near_miss_is_shown_again_with_what_it_may_mean_to_choose_from():
    asking = Asking(allotment(), "s", question("country"), "cy")
    refused = Refused(errors={"q": "Dewiswch"}, typed={"q": "Korea"}, parts={})
    html = spliced(field(question=input_of(asking, refused=refused), asked="as_title", language="cy"))
    assert re.search(r'<input\s[^>]*name="q" [^>]*value="Korea"[^>]*\slist="q-list"', html)
    assert re.search(r'<input\s[^>]*name="q.meant" [^>]*value="KR"', html)
    assert "De Corea" in html
    assert '<datalist id="q-list">' in html
    assert "<option>Yr Almaen</option>" in html
