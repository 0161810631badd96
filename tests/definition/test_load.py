"""Reading a folder: what belongs to a version, what is refused, and that nothing makes it fall over."""

import os

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handrail.bricks import BRICKS
from handrail.definition.check import as_json, check, worst
from handrail.definition.files import MAX_BYTES, content_hash
from handrail.definition.load import load, load_text
from tests.definition.garden import garden, judged, loaded, swapped

PIECES = [
    *(
        "",
        "null",
        "true",
        "[",
        "]",
        "{}",
        "- ",
        ": ",
        "'",
        '"',
        "&a",
        "*a",
        "!t",
        "|",
        ">",
        "\t",
        "\x00",
        "%",
    ),
    *("0", "-1", "9" * 30, "1.5", "a: b", "- a", "when: x", "goto: x", "\u202e", "é", "\ud800", "if", "\n\n"),
]


VALUES = [
    *(
        None,
        True,
        0,
        -1,
        10**30,
        1.5,
        "",
        " ",
        "a",
        "if",
        "a.b",
        "given",
        "about-you",
        "suggestion",
        "had_before",
    ),
    *(
        [],
        [[]],
        [None],
        ["a"],
        {},
        {"a": None},
        {"a": {"b": []}},
        "other.csv",
        "2026-02-31",
        "[",
        "x = ",
        "1 +",
    ),
]


def places(tree):
    """Every place in a tree that holds a value, as its container and key."""
    keys = tree if isinstance(tree, dict) else range(len(tree)) if isinstance(tree, list) else ()
    for key in list(keys):
        yield tree, key
        yield from places(tree[key])


def write(folder, texts):
    for path, text in texts.items():
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return folder


class TestTheVersion:
    def test_is_the_same_from_a_folder_and_from_its_texts(self, tmp_path):
        assert load(write(tmp_path, garden()), bricks=BRICKS).service == loaded(garden()).service

    def test_does_not_depend_on_how_lines_end(self):
        windows = {path: "\ufeff" + text.replace("\n", "\r\n") for path, text in garden().items()}
        assert loaded(windows).service == loaded(garden()).service

    def test_reads_back_from_what_it_keeps(self):
        service = loaded(garden()).service
        again = load_text(service.text, bricks=BRICKS).service
        assert (again, again.hash) == (service, content_hash(service.text))

    def test_changes_with_any_table_and_any_word(self):
        texts = garden()
        changed = {**texts, "suggestion.csv": texts["suggestion.csv"].replace(">= 1", ">= 2")}
        assert loaded(changed).service.hash != loaded(texts).service.hash
        assert loaded(swapped("About you", "About  you")).service.hash != loaded(texts).service.hash

    @pytest.mark.parametrize("file", ["examples.yaml", "parameters.yaml", "notes.csv"])
    def test_leaves_out_what_is_not_part_of_the_service(self, file):
        texts = garden()
        texts[file] = texts.get(file, "") + "\n# more\n"
        found = loaded(texts).service
        assert found.hash == loaded(garden()).service.hash
        assert file not in found.text

    @given(order=st.permutations(sorted(garden())))
    def test_does_not_depend_on_the_order_of_files(self, order):
        texts = garden()
        assert content_hash({path: texts[path] for path in order}) == content_hash(texts)

    def test_tells_apart_texts_that_only_differ_in_where_a_file_ends(self):
        assert content_hash({"a": "b\n", "c": "d"}) != content_hash({"a": "b\nc\nd"})
        assert content_hash({"a": "xy", "b": ""}) != content_hash({"a": "x", "b": "y"})


class TestTheFolder:
    def test_must_be_there(self, tmp_path):
        (found,) = load(tmp_path / "nowhere", bricks=BRICKS).problems[:1]
        assert "There is no folder 'nowhere'" in found.problem

    def test_may_be_a_file_without_a_traceback(self, tmp_path):
        file = tmp_path / "service.yaml"
        file.write_text("format: 1\n")
        assert "no folder" in load(file, bricks=BRICKS).problems[0].problem

    def test_may_hold_no_link_out_of_it(self, tmp_path):
        secret = tmp_path / "secret"
        secret.write_text("id,out: x,source\n")
        folder = tmp_path / "service"
        folder.mkdir()
        write(folder, garden())
        (folder / "suggestion.csv").unlink()
        (folder / "suggestion.csv").symlink_to(secret)
        found = load(folder, bricks=BRICKS)
        assert found.service is None
        assert any("link" in one.problem for one in found.problems)

    def test_may_hold_no_pipe_that_would_never_end(self, tmp_path):
        write(tmp_path, garden())
        os.mkfifo(tmp_path / "words.yaml")
        assert any("not an ordinary file" in one.problem for one in load(tmp_path, bricks=BRICKS).problems)

    def test_may_hold_no_file_over_2_mb(self, tmp_path):
        write(tmp_path, garden())
        (tmp_path / "big.csv").write_bytes(b"x" * (MAX_BYTES + 1))
        assert any("larger than 2 MB" in one.problem for one in load(tmp_path, bricks=BRICKS).problems)

    def test_may_hold_no_more_than_200_files(self, tmp_path):
        write(tmp_path, {**garden(), **{f"t{number}.csv": "" for number in range(250)}})
        assert any("more than 200 files" in one.problem for one in load(tmp_path, bricks=BRICKS).problems)

    def test_must_be_utf_8(self, tmp_path):
        write(tmp_path, garden())
        (tmp_path / "words").mkdir()
        (tmp_path / "words" / "cy.yaml").write_bytes(b"language: cy\nname: \xff\n")
        found = [one for one in load(tmp_path, bricks=BRICKS).problems if "UTF-8" in one.problem]
        assert [(one.where.file, one.where.line) for one in found] == [("words/cy.yaml", 2)]

    def test_may_hold_notes_and_hidden_files(self, tmp_path):
        write(tmp_path, {**garden(), "README.md": "x", ".hidden.yaml": "\t"})
        assert load(tmp_path, bricks=BRICKS).problems == ()

    @pytest.mark.parametrize("path", ["../x.yaml", "/etc/x.csv", "a/../b.csv", "a\\b.csv", ""])
    def test_stored_texts_have_paths_that_stay_inside(self, path):
        assert any("not a path" in one.problem for one in loaded({**garden(), path: "x"}).problems)


class TestNothingFallsOver:
    @settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
    @given(data=st.data())
    def test_on_a_service_with_pieces_cut_out_and_put_in(self, data):
        texts = garden()
        file = data.draw(st.sampled_from(sorted(texts)))
        for _ in range(data.draw(st.integers(1, 4))):
            text = texts[file]
            start = data.draw(st.integers(0, len(text)))
            end = min(len(text), start + data.draw(st.integers(0, 40)))
            texts[file] = text[:start] + data.draw(st.sampled_from(PIECES)) + text[end:]
        problems = judged(texts)
        assert all(one.problem and one.remedy and one.where.line > 0 for one in problems)
        as_json(problems)

    @settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
    @given(data=st.data())
    def test_on_a_service_with_one_value_of_another_sort(self, data):
        texts = garden()
        file = data.draw(st.sampled_from(["service.yaml", "examples.yaml", "parameters.yaml"]))
        tree = yaml.safe_load(texts[file].replace(" on:", " 'on':"))
        place, key = data.draw(st.sampled_from(list(places(tree))))
        place[key] = data.draw(st.sampled_from(VALUES))
        judged({**texts, file: yaml.safe_dump(tree, sort_keys=False, allow_unicode=True)})

    @settings(max_examples=100, deadline=None)
    @given(lines=st.lists(st.integers(0, 200), min_size=1, max_size=4), swap=st.booleans())
    def test_on_a_service_with_lines_gone_or_moved(self, lines, swap):
        texts = garden()
        kept = texts["service.yaml"].splitlines(keepends=True)
        for number in lines:
            taken = kept.pop(number % len(kept))
            if swap:
                kept.insert((number * 7) % (len(kept) + 1), taken)
        judged({**texts, "service.yaml": "".join(kept)})

    @settings(max_examples=100, deadline=None)
    @given(data=st.binary(max_size=400))
    def test_on_any_bytes(self, data, tmp_path_factory):
        folder = tmp_path_factory.mktemp("service")
        (folder / "service.yaml").write_bytes(data)
        (folder / "examples.yaml").write_bytes(data)
        found = load(folder, bricks=BRICKS)
        check(found, bricks=BRICKS)
        assert worst(found.problems) == "broken"

    @settings(max_examples=100, deadline=None)
    @given(text=st.text(max_size=300))
    def test_on_any_table(self, text):
        loaded({**garden(), "suggestion.csv": text})

    @pytest.mark.parametrize(
        "text", ["[" * 200_000, "- " * 100_000, "a: " * 5_000, "{a: " * 20_000, "!" * 9_999]
    )
    def test_on_what_is_made_to_exhaust_a_parser(self, text):
        assert worst(loaded({**garden(), "service.yaml": text}).problems) == "broken"
