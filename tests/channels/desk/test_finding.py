"""Finding a case by what somebody says at a counter."""


class TestFinding:
    def found(self, fen, desk, **typed):
        return desk.post(desk.get("/desk/find"), "/desk/find", **typed)

    def test_by_name_however_it_is_written(self, fen):
        reference = fen.applies()
        desk = fen.staff("caseworker")

        for name in ("Ffion Dummy-Jones", "dummy jones FFION", "ffion"):
            assert reference in self.found(fen, desk, name=name).text
        assert "Nothing was found" in self.found(fen, desk, name="Ffion Other").text

    def test_by_date_of_birth_with_the_name(self, fen):
        reference = fen.applies()
        desk = fen.staff("caseworker")
        born = {"born.day": "27", "born.month": "3", "born.year": "1984"}

        assert reference in self.found(fen, desk, name="Ffion", **born).text
        assert "Nothing was found" in self.found(fen, desk, name="Ffion", **{**born, "born.day": "28"}).text

    def test_by_reference_which_then_asks_what_for(self, fen):
        reference = fen.applies()
        desk = fen.staff("caseworker")

        page = self.found(fen, desk, reference=reference.lower().replace("-", " "))

        assert page.h1 == "What are you opening this case for?"

    def test_what_was_found_shows_nothing_personal_but_what_was_typed(self, fen):
        fen.applies()
        page = self.found(fen, fen.staff("caseworker"), name="ffion")

        assert "Dummy-Jones" not in page.html
        assert "1984" not in page.html

    def test_what_is_typed_is_named_when_it_cannot_be_read(self, fen):
        desk = fen.staff("caseworker")
        url = "/desk/find"

        assert "Check the reference" in desk.post(desk.get(url), url, status=422, reference="HDR-1").text
        page = desk.post(
            desk.get(url), url, status=422, name="Ffion", **{"born.day": "31", "born.month": "2"}
        )
        assert "The date of birth must be a real date" in page.text
        assert page.form.fields["name"] == "Ffion"
        assert "Enter a reference, a name" in desk.post(desk.get(url), url, status=422).text
