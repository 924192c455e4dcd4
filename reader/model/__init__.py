"""The records: what is known about articles, annotations, claims, speakers and tags."""
