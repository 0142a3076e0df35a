"""Addresses of the console, mounted at the root."""

from django.urls import path

from gridward.console.pages import area, entry, figure, ledger, picker, preference, record, sheet, sign_in, situation
from gridward.console.pages.people import duplicates, erasing, opened, people, thing

app_name = "console"

urlpatterns = [
    path("", situation.situation, name="situation"),
    path("sign-in/", sign_in.SignInPage.as_view(), name="sign-in"),
    path("sign-out/", sign_in.SignOut.as_view(), name="sign-out"),
    path("password/", sign_in.PasswordPage.as_view(), name="password"),
    path("language/", preference.language, name="language"),
    path("theme/", preference.theme, name="theme"),
    path("areas/", picker.find, name="find"),
    path("areas/<str:code>/", area.area, name="area"),
    path("figures/", area.figures, name="figures"),
    path("figures/<str:name>/", figure.figure, name="figure"),
    path("ledger/", ledger.ledger, name="ledger"),
    path("ledger/held/", ledger.held, name="held"),
    path("ledger/<str:kind>/", ledger.ledger, name="ledger-kind"),
    path("ledger/<str:kind>/export/", sheet.given_out, name="export"),
    path("sheets/", sheet.sheets, name="sheets"),
    path("sheets/<uuid:uuid>/", sheet.upload, name="upload"),
    path("sheets/<uuid:uuid>/take/", sheet.take, name="upload-take"),
    path("sheets/<uuid:uuid>/answer/", sheet.answer, name="upload-answer"),
    path("sheets/<uuid:uuid>/drop/", sheet.drop, name="upload-drop"),
    path("sheets/<str:kind>/template/", sheet.template, name="template"),
    path("entries/<uuid:uuid>/", entry.entry, name="entry"),
    path("entries/<uuid:uuid>/correct/", entry.correct, name="correction"),
    path("entries/<uuid:uuid>/void/", entry.void, name="void"),
    path("record/", record.choose, name="record"),
    path("record/<str:kind>/", record.record, name="record-kind"),
    path("people/", people, name="people"),
    path("people/duplicates/", duplicates, name="duplicates"),
    path("people/<int:number>/", thing, name="thing"),
    path("people/<int:number>/open/", opened, name="thing-open"),
    path("people/<int:number>/erase/", erasing, name="erasing"),
    path("pick/areas/", picker.areas, name="pick-areas"),
]
