"""Every address of the site: each channel lists its own, under its own prefix."""

from django.urls import include, path, re_path

from handrail.channels import failures
from handrail.site import health, slashes
from handrail.site.assets import serve

urlpatterns = [
    path("health", health.health, name="health"),
    path("ready", health.ready, name="ready"),
    re_path(r"^assets/(?P<name>[\w.-]+)$", serve, name="asset"),
    path("desk/", include("handrail.channels.desk.urls")),
    path("api/", include("handrail.channels.api.urls")),
    path("gallery", include("handrail.channels.gallery.urls")),
    path("", include("handrail.channels.web.urls")),
]

handler400 = failures.malformed
handler403 = failures.forbidden
handler404 = slashes.missing
handler500 = failures.broken
