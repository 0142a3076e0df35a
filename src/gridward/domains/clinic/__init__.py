"""Clinics: triage and the fever room, cases, sentinel reports, readiness."""
