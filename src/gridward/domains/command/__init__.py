"""Who commands and what is ordered: bodies, letters, meetings, documents, directives, shifts, risk areas, incidents."""
