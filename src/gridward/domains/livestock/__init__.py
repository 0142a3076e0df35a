"""Farms with animals: what they hold, who looked, what was culled or moved."""
