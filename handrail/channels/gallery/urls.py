"""The gallery's addresses, under /gallery."""

from django.urls import path

from handrail.channels.gallery import pages

urlpatterns = [
    path("", pages.home, name="gallery"),
    path("/types/<slug:question>", pages.type_of_question, name="gallery-type"),
    path("/bricks/<slug:brick>", pages.one_brick, name="gallery-brick"),
    path("/bricks/<slug:brick>/<int:number>", pages.example, name="gallery-example"),
]
