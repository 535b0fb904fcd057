"""Makes the database, its one queue and an agent, and prints the agent's token. Runs in its own environment."""

import django
from django.core.management import call_command

django.setup()
call_command("migrate", verbosity=0)
call_command("loaddata", "emailtemplate.json", verbosity=0)

from django.contrib.auth.models import User  # noqa: E402  # Django must be set up first
from helpdesk.models import Queue  # noqa: E402
from rest_framework.authtoken.models import Token  # noqa: E402

agent = User.objects.create_superuser("agent", "agent@desk.example", "agent")
Queue.objects.create(title="Support", slug="support", allow_public_submission=True)
print(Token.objects.create(user=agent).key)
