"""Sets up .venv from the lock files, and the style sheet; run by any Python from 3.11 on, nothing installed.

What is done is remembered in .venv by a digest of what it was done from, so a second run does nothing.
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import time
from importlib.util import find_spec
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
LOOK = ROOT / "handrail" / "channels" / "govuk"


def main(kind: str) -> None:
    """Set up for `run` (what serving needs) or `dev` (what tests and checks need as well)."""
    os.chdir(ROOT)
    VENV.mkdir(exist_ok=True)
    with (VENV / "setup.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("Another set-up is under way in this folder. Waiting for it.")
            fcntl.flock(lock, fcntl.LOCK_EX)
        environment()
        packages(kind)
        look()


def environment() -> None:
    """Make .venv, again if its Python is gone or the folder was moved: its programs name both."""
    made_from = f"{ROOT}"
    stamp = VENV / "environment.stamp"
    if works(PYTHON) and (not stamp.exists() or stamp.read_text() == made_from):
        stamp.write_text(made_from)
        return
    if find_spec("ensurepip") is None or find_spec("venv") is None:
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        give_up(
            f"{sys.executable} cannot make a virtual environment: it comes without venv and ensurepip.\n"
            f"On Debian and Ubuntu: apt install python{version}-venv (or python3-venv)\n"
            "On Fedora it comes with python3. Then run the same command again."
        )
    say(f"Making .venv with Python {sys.version.split()[0]}.")
    for old in VENV.iterdir():
        if old.name == "setup.lock":
            continue
        if old.is_dir() and not old.is_symlink():
            shutil.rmtree(old)
        else:
            old.unlink()
    run([sys.executable, "-m", "venv", str(VENV)], "The virtual environment could not be made.")
    stamp.write_text(made_from)


def packages(kind: str) -> None:
    """Install what a lock file names, each file checked against its hash, and Handrail itself."""
    lock = ROOT / "requirements" / f"{kind}.txt"
    stamp = VENV / f"{kind}.stamp"
    wanted = digest(lock, ROOT / "pyproject.toml")
    if read(stamp) == wanted:
        return
    dev = VENV / "dev.stamp"
    if kind == "run" and read(dev) == digest(ROOT / "requirements" / "dev.txt", ROOT / "pyproject.toml"):
        return
    began = time.monotonic()
    say(f"Installing what requirements/{kind}.txt names. The first time takes a minute or two.")
    pip = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    run(
        [*pip, "--require-hashes", "--only-binary", ":all:", "-r", str(lock)],
        "The packages could not be installed. If the network is down, try again when it is back;\n"
        "if this machine has no ready-made package for one of them, pip names it above.",
    )
    run(
        [*pip, "--no-deps", "--no-build-isolation", "--editable", str(ROOT)],
        "Handrail itself could not be installed.",
    )
    stamp.write_text(wanted)
    say(f"Installed in {time.monotonic() - began:.0f} seconds.")


def look() -> None:
    """Build the pages' style sheet and script, when their sources have changed."""
    stamp = VENV / "look.stamp"
    wanted = digest(*sorted(path for path in (LOOK / "look").iterdir() if path.is_file()), LOOK / "build.py")
    if read(stamp) == wanted:
        return
    say("Building the style sheet.")
    run(
        [str(PYTHON), "-m", "handrail.channels.govuk.build"],
        "The style sheet could not be built; the lines above say why.",
    )
    stamp.write_text(wanted)


def works(python: Path) -> bool:
    """Say whether this is a Python of 3.11 or later that starts, with its pip."""
    try:
        asked = subprocess.run(
            [str(python), "-c", "import pip, sys; sys.exit(sys.version_info < (3, 11))"],
            check=False,
            capture_output=True,
        )
    except OSError:
        return False
    return asked.returncode == 0


def digest(*files: Path) -> str:
    """Return a digest of the files' names and contents."""
    made = hashlib.sha256()
    for file in files:
        made.update(file.name.encode() + b"\0" + hashlib.sha256(file.read_bytes()).digest())
    return made.hexdigest()


def read(stamp: Path) -> str:
    """Return what a stamp says, or nothing."""
    return stamp.read_text() if stamp.exists() else ""


def run(command: list[str], sorry: str) -> None:
    """Run a program of the set-up, or give up with a sentence for a person."""
    # A PYTHONPATH or an active environment of the caller's must not leak into ours.
    environ = {name: value for name, value in os.environ.items() if name not in {"PYTHONPATH", "PYTHONHOME"}}
    if subprocess.run(command, check=False, env=environ).returncode != 0:
        give_up(sorry)


def say(line: str) -> None:
    """Tell the person who waits."""
    sys.stderr.write(f"{line}\n")


def give_up(line: str) -> NoReturn:
    """Stop, and say what to do."""
    sys.exit(f"\n{line}")


if __name__ == "__main__":
    main(sys.argv[1])
