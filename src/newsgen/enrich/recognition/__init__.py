"""Named-entity recognition for one story: the people, organisations, places and subjects that its
text names."""
