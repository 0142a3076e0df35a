"""Who is here and who came: door-to-door visits, key categories, arrivals and departures, pushed lists."""
