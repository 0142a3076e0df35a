"""Stores: goods in and out, stock-takes, requests, and what full load would use."""
