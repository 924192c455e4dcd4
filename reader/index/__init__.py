"""What is derived from the records so that lists need not read them: deleting it loses nothing."""
