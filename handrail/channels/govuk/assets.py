"""The style sheet, script and icon that `build` made: where pages find them, and what a server sends."""

import json
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

URL = "/assets/"
"""The path under which a site serves `asset(name)`."""

MANIFEST = "manifest.json"
CACHE_CONTROL = "public, max-age=31536000, immutable"
"""Names hold a hash of the content, so a browser may keep a file for good."""

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""What a page may load and do: no inline script or style, nothing from or to anywhere else."""


class AssetsNotBuilt(Exception):
    """No folder of built assets was found."""


@dataclass(frozen=True, slots=True)
class Asset:
    """One file to serve: its bytes as they are, and compressed with gzip."""

    name: str
    content_type: str
    body: bytes
    gzipped: bytes


@dataclass(frozen=True, slots=True)
class Assets:
    """Every file by name, and the addresses that a page names."""

    files: Mapping[str, Asset]
    links: Mapping[str, str]


def default_folder() -> Path:
    """Where assets are built to and read from: HANDRAIL_ASSETS, else `share` of this Python environment."""
    return Path(os.environ.get("HANDRAIL_ASSETS") or Path(sys.prefix, "share", "handrail", "assets"))


def read(folder: Path) -> Assets:
    """Read a folder of built assets whole. Raises AssetsNotBuilt when it holds no manifest."""
    try:
        manifest = json.loads(folder.joinpath(MANIFEST).read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise AssetsNotBuilt(
            f"There is no {MANIFEST} in {folder}. Expected the pages' style sheet and script there. "
            "Make them once with: python -m handrail.channels.govuk.build"
        ) from None
    files = {
        name: Asset(
            name=name,
            content_type=content_type,
            body=folder.joinpath(name).read_bytes(),
            gzipped=folder.joinpath(f"{name}.gz").read_bytes(),
        )
        for name, content_type in manifest["files"].items()
    }
    links = {role: f"{URL}{name}" for role, name in manifest["links"].items()}
    return Assets(files=MappingProxyType(files), links=MappingProxyType(links))


@cache
def _built() -> Assets:
    return read(default_folder())


def links() -> dict[str, str]:
    """The addresses of the style sheet (`css`), the scripts (`js`, `design_system`) and the `icon`."""
    return dict(_built().links)


def asset(name: str) -> Asset | None:
    """The built file with this name, or None: send its bytes with CACHE_CONTROL."""
    return _built().files.get(name)
