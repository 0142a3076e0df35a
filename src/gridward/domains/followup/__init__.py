"""Follow-up: orders of quarantine and monitoring, responsibility teams, readings, releases, requests and services."""
