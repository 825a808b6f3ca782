"""From a lesson’s files to its model: read, decoded, placed in the article, every problem told."""
