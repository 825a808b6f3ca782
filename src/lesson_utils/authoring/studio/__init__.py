"""The studio: a lesson made by selecting and saying, without a line of YAML."""
