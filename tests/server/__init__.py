"""The companion in Jupyter Server."""
