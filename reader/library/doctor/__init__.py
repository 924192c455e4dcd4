"""A look through everything a library holds: what is wrong, and what of it can be mended."""
