"""Withdrawing a service says which cases are still open, and no case that has ended or is gone."""

from handrail import history
from handrail.casework.erasing import erase
from handrail.site.commands import main
from tests.journeys.site import SLUG
from tests.journeys.test_how_long_it_is_kept import by_guard

WHO = ("--organisation", "north-fenmarch", "--by", "Ola Owner (sample)", "--why", "it ends this year")


def test_the_cases_still_open_are_named(site, capsys):
    draft, waiting, decided, gone = site.answers(), site.applies(), site.applies(), site.answers()
    site.staff().claim(decided.reference)
    site.staff().decide(decided.reference, "award-25", "You are the only adult.")
    stream, holder = history.locate(gone.reference)
    erase(stream, parties=None, holder=holder, reason="request", circumstances=by_guard(site, holder))

    assert main(["service", "withdraw", SLUG, *WHO]) == 0

    lines = [line.split() for line in capsys.readouterr().out.splitlines() if line.startswith("  ")]
    assert sorted(lines) == sorted([[draft.reference, "draft"], [waiting.reference, "received"]])
