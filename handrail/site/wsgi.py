"""The WSGI application that the server runs."""

import os

from django.core.wsgi import get_wsgi_application

from handrail.channels.govuk import warm

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "handrail.site.settings")
application = get_wsgi_application()
warm()
