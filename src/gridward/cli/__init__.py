"""The commands of DESIGN §8, one small module for each group; `main` puts them together.

Exit status: 0 it holds, 1 it does not, 2 the command was used wrongly. What a command answers goes to stdout, progress
and reasons to stderr.
"""
