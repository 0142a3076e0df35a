"""Addresses of the console, mounted at the root."""

from django.urls import path

from gridward.console.pages import (
    area,
    document,
    domain,
    entry,
    figure,
    form,
    ledger,
    picker,
    preference,
    record,
    sheet,
    sign_in,
    situation,
)

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
    path("documents/", document.documents, name="documents"),
    path("documents/bulletins/<str:name>/", document.bulletin, name="bulletin"),
    path("documents/bulletins/<str:name>/<str:fmt>/", document.bulletin_file, name="bulletin-file"),
    path("documents/issued/<int:number>/", document.issued_one, name="issued"),
    path("documents/issued/<int:number>/<str:fmt>/", document.issued_file, name="issued-file"),
    path("documents/forms/<str:name>/", form.form, name="form"),
    path("documents/forms/<str:name>/file/", form.form_file, name="form-file"),
    path("domains/<str:name>/", domain.domain, name="domain"),
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
    path("search/", picker.search, name="search"),
    path("pick/areas/", picker.areas, name="pick-areas"),
]
