"""Files people saved, turned into canonical documents."""
