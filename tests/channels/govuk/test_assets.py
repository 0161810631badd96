"""What a browser fetches: small, ours, safe, and built from locked packages."""

import gzip
import json
import re
from pathlib import Path

import pytest

from handrail.channels.govuk import assets, page
from handrail.channels.govuk import build as building
from handrail.channels.govuk.gallery import gallery

KILOBYTE = 1000
LOCKS = [building.LOOK / "package-lock.json", Path(__file__).parents[2] / "browser" / "package-lock.json"]


def test_a_first_visit_is_under_100_kilobytes_and_a_later_page_under_20(built):
    fetched = sum(len(file.gzipped) for file in built.files.values())
    pages = [len(page(one.screen, one.frame).encode()) for one in gallery()]
    assert fetched + max(pages) < 100 * KILOBYTE
    assert max(pages) < 20 * KILOBYTE


def test_nothing_that_belongs_to_the_government_is_served(built):
    served = [file.body.decode().lower() for file in built.files.values()]
    served += [page(one.screen, one.frame).lower() for one in gallery()]
    for text in served:
        assert "gds transport" not in text
        assert "crest" not in text
        assert "crown" not in text
        # The library names itself in its messages to developers; nothing else may name the site.
        assert "gov.uk" not in text.replace("gov.uk frontend", "")


def test_the_style_sheet_fetches_no_font_and_no_picture(built):
    style = built.files[built.links["css"].removeprefix(assets.URL)].body.decode()
    assert "@font-face" not in style
    assert "url(" not in style


def test_a_page_asks_only_for_what_is_served_and_holds_no_script_or_style_of_its_own(built):
    for one in gallery():
        html = page(one.screen, one.frame)
        asked = re.findall(r'<(?:link|script)[^>]*?(?:href|src)="([^"]+)"', html)
        assert {url.removeprefix(assets.URL) for url in asked} <= built.files.keys()
        assert not re.search(r"<style|<script(?![^>]*src=)|\sstyle=|\son\w+=|javascript:", html)


def test_every_file_is_named_by_its_content_and_has_a_small_form(built):
    for name, file in built.files.items():
        assert re.search(r"-[0-9a-f]{12}\.", name)
        assert gzip.decompress(file.gzipped) == file.body
        assert file.content_type


def test_an_unknown_file_is_not_found():
    assert assets.asset("../manifest.json") is None
    assert assets.asset("nothing.css") is None


def test_a_folder_with_nothing_built_says_how_to_build_it(tmp_path):
    with pytest.raises(assets.AssetsNotBuilt, match=r"python -m handrail\.channels\.govuk\.build"):
        assets.read(tmp_path)


def test_the_folder_is_this_environments_unless_another_is_named(monkeypatch, tmp_path):
    monkeypatch.setenv("HANDRAIL_ASSETS", str(tmp_path))
    assert assets.default_folder() == tmp_path
    monkeypatch.delenv("HANDRAIL_ASSETS")
    assert assets.default_folder().parts[-3:] == ("share", "handrail", "assets")


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.parent.name)
def test_a_lock_holds_every_packages_hash_and_nowhere_to_fetch_it_from(lock):
    packages = json.loads(lock.read_text(encoding="utf-8"))["packages"]
    named = {name: one for name, one in packages.items() if name}
    assert named
    assert all(one["integrity"].startswith("sha512-") for one in named.values())
    assert not any("resolved" in one for one in named.values())


def test_building_again_from_the_same_sources_does_nothing(built, tmp_path, monkeypatch):
    there = assets.default_folder()
    monkeypatch.setattr(building, "_node", lambda: pytest.fail("node was started"))
    before = {path.name: path.stat().st_mtime_ns for path in there.iterdir()}
    building.build(to=there)
    assert {path.name: path.stat().st_mtime_ns for path in there.iterdir()} == before


def test_files_of_an_earlier_build_are_cleared_away(tmp_path):
    tmp_path.joinpath("handrail-0123456789ab.css").write_text("old")
    tmp_path.joinpath("mine.txt").write_text("kept")
    building._write(to=tmp_path, contents={"a-1.css": b"a{}"}, links={"css": "a-1.css"}, made_from="x")
    assert {path.name for path in tmp_path.iterdir()} == {
        "a-1.css",
        "a-1.css.gz",
        "manifest.json",
        "mine.txt",
    }


def test_a_machine_without_node_is_told_what_to_install(monkeypatch, tmp_path, capsys):
    monkeypatch.setattr(building, "find_spec", lambda name: None)
    monkeypatch.setattr(building.shutil, "which", lambda name: None)
    assert building.main(["--to", str(tmp_path)]) == 1
    assert "pip install -r requirements/run.txt" in capsys.readouterr().err


def test_a_program_that_stops_says_what_it_said(tmp_path):
    node, _ = building._node()
    with pytest.raises(building.BuildFailed, match="no such thing"):
        building._run([str(node), "-e", "console.error('no such thing'); process.exit(3)"], tmp_path, node)
