"""What every domain must keep to, tried on whatever the Catalogue holds: a new domain gets these tests for nothing."""
