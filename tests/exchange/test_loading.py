"""Files that others wrote, read within limits."""

from decimal import Decimal

import pytest

from handrail.exchange import loading
from handrail.exchange.loading import NotReadable, load, load_file


class TestAFile:
    def test_is_read_from_json(self):
        assert load(b'{"pages": [{"path": "/a", "n": 1.5}]}').value == {
            "pages": [{"path": "/a", "n": Decimal("1.5")}]
        }

    def test_is_read_from_yaml_1_2_where_no_is_a_word_and_a_day_is_text(self):
        assert load(b"pages:\n- path: /a\n  title: no\n  on: 2026-04-01\n", yaml_file=True).value == {
            "pages": [{"path": "/a", "title": "no", "on": "2026-04-01"}]
        }

    def test_in_yaml_may_repeat_what_stands_above(self):
        assert load(b"a: &x {y: 1}\nb: *x\nc:\n  <<: *x\n  z: 2\n").value == {
            "a": {"y": 1},
            "b": {"y": 1},
            "c": {"y": 1, "z": 2},
        }

    def test_loses_its_hidden_characters_and_keeps_its_lines(self):
        assert load(b'{"a": "one\\u2028two\\u0000\\ud800\\u202e", "b": ["\\ufeffx"]}').value == {
            "a": "one\ntwo",
            "b": ["x"],
        }

    def test_in_json_that_says_something_twice_counts_the_last_and_says_so(self):
        loaded = load(b'{"a": 1, "a": 2, "b": 3, "b": 3}')
        assert (loaded.value, loaded.notes) == (
            {"a": 2, "b": 3},
            ("“a” is written twice in one place; the last one counts.",),
        )


NESTED = 10**5
LAUGHS = b"a: &a [x,x,x,x,x,x,x,x,x]\n" + b"".join(
    b"%c: &%c [%s]\n" % (98 + n, 98 + n, b",".join([b"*%c" % (97 + n)] * 9)) for n in range(8)
)


class TestWhatCannotBeRead:
    @pytest.mark.parametrize(
        ("data", "found"),
        [
            (b"", "holds nothing"),
            (b"[]", "holds a list"),
            (b'"pages"', "holds one value"),
            (b"{", "is not JSON"),
            (b'{"a": NaN}', "NaN where a number should be"),
            (b'{"a": -Infinity}', "-Infinity where a number should be"),
            (b'{"a": ' + b"9" * 50 + b"}", "which is too long"),
            (b'{"a": 1e999999999}', "which is too long"),
            (b'{"a": "\xff"}', "not UTF-8"),
            (b'{"a": ' + b"[" * NESTED + b"]" * NESTED + b"}", "nests more than"),
            (b'{"a":' * NESTED + b"1" + b"}" * NESTED, "nests more than"),
            (b"a:\n- " + b"- " * NESTED, "nests more than"),
            (b'{"a": [' + b"1," * (loading.MAX_VALUES + 1) + b"1]}", "more than 400,000 values"),
            (LAUGHS, "more than 400,000 values"),
            (b"a: &a [*a]", "not complete before it"),
            (b"a: 1\na: 2", "written twice"),
            (b"a: 1\n---\nb: 2", "second document"),
            (b"? [a]\n: 1", "where a name should be"),
            (b"a: b: c", "is not YAML"),
            (b'{"' + rb"\"" * loading.MAX_DIGITS * 10000, "is not JSON"),
            (b" " * (loading.MAX_BYTES + 1), "larger than 5 MB"),
        ],
        ids=lambda value: repr(value)[:30],
    )
    def test_is_refused_with_what_was_found(self, data, found):
        with pytest.raises(NotReadable, match=found):
            load(data)

    def test_is_refused_where_there_is_no_file(self, tmp_path):
        with pytest.raises(NotReadable, match="No such file"):
            load_file(tmp_path / "form.json")

    def test_is_refused_before_an_enormous_file_is_read(self, tmp_path):
        with (tmp_path / "form.json").open("wb") as file:
            file.truncate(10 * loading.MAX_BYTES)
        with pytest.raises(NotReadable, match="larger than 5 MB"):
            load_file(tmp_path / "form.json")

    def test_says_what_was_expected_and_how_to_mend_it(self):
        with pytest.raises(NotReadable) as refused:
            load(b"[]")
        assert str(refused.value) == (
            'The file holds a list. Expected a form: names with values, such as "pages". '
            "Give the file that the form builder saved or exported."
        )
