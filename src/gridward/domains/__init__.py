"""The domains: siblings that know nothing of each other. Each declares `DOMAIN` in its module `domain`."""
