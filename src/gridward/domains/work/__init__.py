"""Resumption of work: enterprises, applications, decisions, employees, daily reports."""
