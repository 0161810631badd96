"""The assessor's form, what comes of it, and the figures of a year: in Chromium, wide and narrow."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.utils import timezone

from handrail.definition import publish
from tests.browser.checks import html_findings
from tests.browser.fixtures import CHROMIUM
from tests.channels.desk import test_assessing, test_equality, test_refusals
from tests.channels.desk.test_assessing import UNMET, WHOLE, save
from tests.channels.desk.test_in_a_browser import judged

asking = test_equality.service
county, reference, desk = test_assessing.county, test_assessing.reference, test_assessing.desk


def pages_of(fen, county, reference, desk, asking) -> dict[str, str]:
    url = f"/desk/case/{reference}"
    refused = desk.client.post(
        f"{url}/assess", {**desk.get(f"{url}/assess").form.fields, "seen_where": "in_person"}, follow=True
    )
    first = desk.get(f"{url}/decide").html
    save(desk, reference, **{**WHOLE, "stood_minutes": "7"})
    save(desk, reference, **{**WHOLE, **UNMET})
    form = desk.get(f"{url}/decide")
    shown = desk.post(form, f"{url}/decide", result="refuse", reasons="You can stand.")
    test_refusals.load(
        *test_refusals.many(60, county, unmet=["standing"]),
        *test_refusals.many(25, county, unmet=["standing", "sleeping"], district="south-fenmarch"),
        *test_refusals.many(12, county, unmet=["sleeping"], district="marram-coast"),
        *test_refusals.many(3, county, unmet=["sleeping"], district="isle-of-sedge"),
    )
    publish.store(asking, at=timezone.now())
    answers = test_equality.answered(tired=True, language=["cy"])
    test_equality.load(
        *(test_equality.applies(county, asking, *answers, test_equality.sent()) for _ in range(12))
    )
    analyst = fen.staff("analyst", organisation=county)
    return {
        "assess": desk.get(f"{url}/assess").html,
        "assess-refused": refused.content.decode(),
        "decide-before": first,
        "decide": form.html,
        "shown": shown.html,
        "case": desk.get(url).html,
        "refusals": analyst.get(test_refusals.URL).html,
        "equality": analyst.get(test_equality.URL).html,
        "figures": analyst.get("/desk/figures").html,
    }


@pytest.mark.slow
def test_every_kind_of_page_is_right_at_a_desk_and_on_a_phone(fen, county, reference, desk, asking):
    if not CHROMIUM.exists():
        pytest.skip(f"there is no {CHROMIUM}: apt-get install chromium")
    pages = pages_of(fen, county, reference, desk, asking)

    assert html_findings(pages) == []
    with ThreadPoolExecutor(1) as apart:  # a browser's loop would stop Django from using its database here
        assert apart.submit(judged, pages).result() == []
