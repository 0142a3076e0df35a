"""Addresses of the public pages."""

from django.urls import path

from gridward.public import views

app_name = "public"
urlpatterns = [path("", views.pages, name="pages"), path("<str:code>/", views.page, name="page")]
