"""A case is taken on, looked at and decided."""


class TestACaseworker:
    def test_takes_the_next_case_and_decides_it(self, fen):
        reference = fen.applies()
        desk = fen.staff("caseworker")

        home = desk.get("/desk/")
        assert reference in home.text
        case = desk.post(home, "/desk/next")
        assert case.h1 == reference
        assert "You have this case" in case.text
        assert "Ffion Dummy-Jones" in case.text
        shown = desk.post(
            desk.get(f"/desk/case/{reference}/decide"),
            f"/desk/case/{reference}/decide",
            result="award-25",
            reasons="You are the only adult at 1 Sedge Row.",
        )
        assert shown.h1 == "Check what the person will see"
        assert "You have a 25% discount" in shown.text
        assert "work.decided" not in fen.types(reference)
        done = desk.post(shown, f"/desk/case/{reference}/decide")
        assert "The decision is made" in done.text
        assert "work.decided" in fen.types(reference)
