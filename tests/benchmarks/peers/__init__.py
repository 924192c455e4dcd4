"""Other programs, each the smallest that shows what Textual itself brings for the job."""
