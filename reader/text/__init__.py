"""The text model: documents, units, layout and search; pure, without input or output."""
