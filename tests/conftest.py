"""Properties draw the same examples in every automatic run, and new ones at a developer's desk."""

import os

from hypothesis import settings

settings.register_profile("automatic", derandomize=True)
if os.environ.get("CI"):
    settings.load_profile("automatic")
