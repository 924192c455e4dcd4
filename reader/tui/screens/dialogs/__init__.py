"""The dialogs: each takes plain data and answers with a plain result; none knows the library."""
