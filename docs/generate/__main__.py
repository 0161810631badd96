"""`python -m docs.generate`: write every generated page of docs/reference again."""

import sys

from docs.generate import FOLDER, written


def main() -> None:
    """Write the pages that differ, and name them."""
    for name, text in written().items():
        path = FOLDER / name
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
            sys.stdout.write(f"wrote {path.relative_to(FOLDER.parents[1])}\n")


if __name__ == "__main__":
    main()
