"""Daily and nil reports: who has reported today, in time or late, and who is silent."""
