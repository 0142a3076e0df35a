"""What decides in the domain of command, a file for each group of rules."""
