"""The WSGI application that the server runs."""

import gc
import os

from django.core.wsgi import get_wsgi_application

from handrail.channels.govuk import warm

AT_ONCE = 20_000
"""How many more objects than were freed there must be before Python looks for rings of them that nobody uses.

A long page makes some thousands that all go when it is sent, by being let go of. Python's own 700 looks
through them a dozen times a page and finds nothing.
"""

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "handrail.site.settings")
application = get_wsgi_application()
warm()
# What was loaded to serve is here to stay: it is never looked through again.
gc.collect()
gc.freeze()
gc.set_threshold(AT_ONCE)
