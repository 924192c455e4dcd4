"""The claims board: every sighting of a claim in the library, filtered, grouped, judged."""
