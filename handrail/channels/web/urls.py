"""The addresses of the person's own pages."""

from django.urls import path

from handrail.channels.web import case, helping, notices, pages, returning, saving, sending, service, verify

urlpatterns = [
    path("", service.home, name="home"),
    path("return", returning.come_back, name="return"),
    path("verify", verify.verify, name="verify"),
    path("cookies", notices.cookies, name="cookies"),
    path("accessibility", notices.accessibility, name="accessibility"),
    path("case/<str:reference>", case.home, name="case"),
    path("case/<str:reference>/next", case.go_on, name="case-next"),
    path("case/<str:reference>/tasks", case.tasks, name="case-tasks"),
    path("case/<str:reference>/page/<path:path>", pages.question, name="case-page"),
    path("case/<str:reference>/check", sending.check, name="case-check"),
    path("case/<str:reference>/sent", sending.sent, name="case-sent"),
    path("case/<str:reference>/save", saving.save, name="case-save"),
    path("case/<str:reference>/finish", saving.finish, name="case-finish"),
    path("case/<str:reference>/withdraw", case.withdrawal, name="case-withdraw"),
    path("case/<str:reference>/review", case.review, name="case-review"),
    path("<slug:organisation>/<slug:service>", service.introduce, name="service"),
    path("<slug:organisation>/<slug:service>/start", service.begin, name="service-start"),
    path("<slug:organisation>/<slug:service>/helper", helping.helper, name="service-helper"),
    path("<slug:organisation>/<slug:service>/other-ways", service.other_ways, name="service-other-ways"),
    path("<slug:organisation>/<slug:service>/privacy", notices.privacy, name="service-privacy"),
    path("<slug:organisation>/<slug:service>/cookies", notices.cookies, name="service-cookies"),
    path(
        "<slug:organisation>/<slug:service>/accessibility",
        notices.accessibility,
        name="service-accessibility",
    ),
]
