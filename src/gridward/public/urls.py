"""Addresses of the public pages."""

from django.urls import path

from gridward.public import door, views

app_name = "public"
urlpatterns = [
    path("", views.pages, name="pages"),
    path("door/<str:token>/", door.door, name="door"),
    path("<str:code>/", views.page, name="page"),
]
