"""Two cases draw the same reference: each has one of its own all the same."""

from handrail.journey import start


def test_a_reference_that_another_case_has_is_drawn_again(site, monkeypatch):
    first = site.starts()
    drawn = iter([first.reference, first.reference, "HDR-7K2M-9QXA"])
    monkeypatch.setattr(start, "new_reference", lambda _: next(drawn))

    second = site.starts("Marlowe Madeup")

    assert second.reference == "HDR-7K2M-9QXA"
    assert site.types(first.reference) == site.types(second.reference) == ["case.started"]
