"""An address with a slash too many or too few at its end leads to its page."""

import re
from uuid import uuid4

import pytest
from django.test import Client, RequestFactory
from django.urls import is_valid_path

from docs.generate.addresses import urls
from handrail.channels.beside import Beside, put
from handrail.site.slashes import missing

PLACES = {"path": "about-you/full_name", "reference": "HDR-7K2M-9QXA", "int": "1"}


def written(pattern: str) -> str:
    """An address of this pattern, with something in each of its places."""
    return re.sub(r"<(\w+):(\w+)>", lambda one: PLACES.get(one[2]) or PLACES.get(one[1]) or "single", pattern)


def beside(address: str) -> str:
    return address.removesuffix("/") if address.endswith("/") else f"{address}/"


PAGES = [written(pattern) for pattern, _ in urls().patterns if "(?P" not in pattern and pattern != "/"]
ASTRAY = [beside(page) for page in PAGES if not is_valid_path(beside(page))]


def test_there_are_many_addresses_that_may_be_mistyped():
    assert {"/desk", "/gallery/", "/return/", "/single/single/"} <= set(ASTRAY)
    page = "HDR-7K2M-9QXA/page/about-you/full_name/"
    assert {f"/case/{page}", f"/desk/case/{page}"} <= set(ASTRAY)


@pytest.mark.parametrize("address", ASTRAY)
def test_it_leads_to_the_page_with_what_was_asked_of_it(address):
    response = Client().get(f"{address}?lang=cy")

    assert (response.status_code, response["Location"]) == (301, f"{beside(address)}?lang=cy")


@pytest.mark.parametrize("address", ["/nothing", "/nothing/", "//desk", "//example.org", "//example.org/"])
def test_what_has_no_page_beside_it_is_not_there(address):
    request = RequestFactory().get("/")
    request.path_info = address
    put(request, Beside(number=uuid4()))

    assert missing(request).status_code == 404


def test_a_form_is_not_sent_on():
    assert Client().post("/return/", {"reference": "HDR-7K2M-9QXA"}).status_code == 404
