"""The site over HTTP: an ASGI application over ready responses, and the process around it (extra ``serve``)."""
