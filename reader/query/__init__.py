"""The query language: one for the list, the board, the search, exports and the command line."""
