"""Days and times as people write them, in English and Welsh."""

from datetime import UTC, date, datetime

import pytest

from handrail.terms.language import Language, format_day, format_instant, format_told


class TestLanguage:
    def test_has_its_own_name_and_its_tag(self):
        assert [(language.value, language.own_name) for language in Language] == [
            ("en", "English"),
            ("cy", "Cymraeg"),
        ]
        assert Language("cy") is Language.WELSH


class TestDay:
    @pytest.mark.parametrize(
        ("language", "text"),
        [("en", "29 February 2024"), ("cy", "29 Chwefror 2024"), (Language.WELSH, "29 Chwefror 2024")],
    )
    def test_is_written_in_the_language(self, language, text):
        assert format_day(date(2024, 2, 29), language) == text

    def test_names_twelve_months_in_welsh(self):
        months = [format_day(date(2024, month, 1), "cy").split()[1] for month in range(1, 13)]
        assert months == [
            "Ionawr", "Chwefror", "Mawrth", "Ebrill", "Mai", "Mehefin",
            "Gorffennaf", "Awst", "Medi", "Hydref", "Tachwedd", "Rhagfyr",
        ]  # fmt: skip


class TestInstant:
    @pytest.mark.parametrize(
        ("instant", "english", "welsh"),
        [
            (datetime(2024, 7, 1, 14, 5, tzinfo=UTC), "1 July 2024 at 3:05pm", "1 Gorffennaf 2024 am 3:05pm"),
            (datetime(2024, 1, 1, 9, 0, tzinfo=UTC), "1 January 2024 at 9am", "1 Ionawr 2024 am 9am"),
            (
                datetime(2024, 1, 1, 12, 0, tzinfo=UTC),
                "1 January 2024 at midday",
                "1 Ionawr 2024 am hanner dydd",
            ),
            (
                datetime(2024, 6, 30, 23, 0, tzinfo=UTC),
                "1 July 2024 at midnight",
                "1 Gorffennaf 2024 am hanner nos",
            ),
            (
                datetime(2024, 1, 1, 0, 30, tzinfo=UTC),
                "1 January 2024 at 12:30am",
                "1 Ionawr 2024 am 12:30am",
            ),
        ],
    )
    def test_is_the_clock_in_london(self, instant, english, welsh):
        assert format_instant(instant, "en") == english
        assert format_instant(instant, "cy") == welsh

    def test_of_a_letter_is_the_day_stamped_on_it_and_no_time(self):
        assert format_told(datetime(2024, 6, 30, 23, 0, tzinfo=UTC), "en") == "1 July 2024"
        assert (
            format_told(datetime(2024, 6, 30, 23, 0, 1, tzinfo=UTC), "cy")
            == "1 Gorffennaf 2024 am hanner nos"
        )

    def test_of_an_unknown_language_is_refused(self):
        with pytest.raises(ValueError, match="'fr'"):
            format_instant(datetime(2024, 1, 1, tzinfo=UTC), "fr")
