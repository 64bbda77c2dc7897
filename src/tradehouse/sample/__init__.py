"""Sample sources: the five raw schemas, made and filled on the server."""
