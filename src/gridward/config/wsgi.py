"""What the web server (granian, WSGI interface) loads: `gridward.config.wsgi:application`."""

import gridward.config.boot  # noqa: F401, I001  (first: it starts Django)

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()
