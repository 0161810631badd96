"""Serving a service loads no typesetter: it costs memory only where somebody prints."""

import subprocess
import sys


def test_the_site_is_served_without_a_typesetter():
    loads = (
        "import django; django.setup(); import handrail.site.urls, handrail.channels.paper.blank, sys; "
        "print([name for name in sys.modules if name.startswith(('typst', 'manimgx'))])"
    )
    said = subprocess.run([sys.executable, "-c", loads], check=True, capture_output=True, text=True)
    assert said.stdout.strip() == "[]"
