"""The console's pages, each tried on the small county of the toy node, by the people who may see it and by strangers."""
