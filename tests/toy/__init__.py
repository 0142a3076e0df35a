"""A small domain and town by which the tests prove the kernel, independent of the real domains."""
