"""Nothing here reaches out: no address but this machine's, no package registry's, no machine's own paths."""

import re

from tests.fitness.source import LANGUAGES_OF_CODE, PACKAGE, ROOT, files

ADDRESS = re.compile(r"\b(?:https?|wss?|ftp)://([^\s/:\"'<>{}()`|,;\\]+)")
THIS_MACHINE = {"127.0.0.1", "localhost", "[::1]", "[", "testserver"}
# Names that look like addresses and are never asked for: a schema's dialect, a namespace.
NAMES = {"json-schema.org", "www.w3.org"}
LOCKS = ("package-lock.json", "dev.txt", "run.txt")
# Written apart, so that this file does not hold what it looks for.
REGISTRIES = [
    ".".join(parts) for parts in (("registry", "npmjs"), ("pypi", "org"), ("python" + "hosted", "org"))
]
WRITTEN_IN = ["/".join(parts) for parts in (("", "work", "main"), ("", "work", "shared"))]


def invented(host: str) -> bool:
    """Say whether a host is one of those that exist nowhere (RFC 2606)."""
    return host.endswith((".example", ".test", ".invalid")) or host in ("example", "…")


def test_code_holds_no_address_but_this_machines():
    found = [
        f"{path.relative_to(ROOT)}: {host}"
        for path in files()
        if path.is_relative_to(PACKAGE) and path.suffix in LANGUAGES_OF_CODE and path.name not in LOCKS
        for host in ADDRESS.findall(path.read_text(encoding="utf-8"))
        if host not in THIS_MACHINE | NAMES and not invented(host)
    ]
    assert found == []


def test_an_address_is_found_where_there_is_one():
    assert ADDRESS.findall('fetch("https://cdn.somewhere.net/x.js")') == ["cdn.somewhere.net"]


def test_no_file_names_a_package_registry():
    named = [
        f"{path.relative_to(ROOT)}: {host}"
        for path in files()
        if path.suffix in LANGUAGES_OF_CODE | {".md", ""}
        for host in REGISTRIES
        if host in path.read_text(encoding="utf-8", errors="replace")
    ]
    assert named == []


def test_lock_files_hold_hashes_and_no_places():
    locks = [path for path in files() if path.name in LOCKS]
    assert len(locks) >= len(LOCKS)
    for path in locks:
        text = path.read_text(encoding="utf-8")
        assert '"resolved"' not in text, path
        assert "index-url" not in text, path
        assert "sha512-" in text or "--hash=sha256:" in text, path


def test_no_file_names_a_folder_of_the_machine_it_was_written_on():
    named = [
        f"{path.relative_to(ROOT)}"
        for path in files()
        if path.suffix in LANGUAGES_OF_CODE | {".md", "", ".css", ".svg"}
        and any(one in path.read_text(encoding="utf-8", errors="replace") for one in WRITTEN_IN)
    ]
    assert named == []
