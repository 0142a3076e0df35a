"""The console's pages on the small county of the toy node, for the people who may see them and for strangers."""
