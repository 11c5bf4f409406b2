"""The installation: settings read from the environment, the list of URLs, the WSGI entry."""
