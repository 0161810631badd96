"""Runs what `make check` and CI run, to the end, and says at the end what failed."""

import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BIN = ROOT / ".venv" / "bin"
SERVICES = sorted(str(path.parent.relative_to(ROOT)) for path in ROOT.glob("services/*/service.yaml"))

CHECKS = {
    "lint": ["ruff", "check"],
    "format": ["ruff", "format", "--check"],
    "types": ["mypy"],
    "imports": ["lint-imports"],
    "services": ["handrail", "service", "check", *SERVICES],
    "house and docs": ["python", "-m", "pytest", "tests/fitness"],
}


def main() -> int:
    """Run every check; return 1 if one failed."""
    failed = []
    for name, (program, *arguments) in CHECKS.items():
        began = time.monotonic()
        done = subprocess.run([str(BIN / program), *arguments], cwd=ROOT, check=False)
        passed = done.returncode == 0
        sys.stderr.write(f"{'ok  ' if passed else 'FAIL'} {name}, {time.monotonic() - began:.1f} s\n")
        if not passed:
            failed.append(name)
    if failed:
        sys.stderr.write(f"Failed: {', '.join(failed)}\n")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
