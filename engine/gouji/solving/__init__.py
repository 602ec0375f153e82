"""Joint consistency of a document and localisation of what is wrong."""
