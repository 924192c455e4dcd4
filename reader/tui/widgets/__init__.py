"""The widgets of the terminal interface: each shows plain data and says what happened."""
