"""Records on disk: one small TinyDB file an article, written atomically and merged by field."""
