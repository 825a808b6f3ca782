"""A lesson as a static site: JupyterLite, with Python in the browser and no server at all."""
