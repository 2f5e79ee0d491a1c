"""What the tests here may ask for: a whole kiosk, and a stack for what they start themselves."""

from halls import demo, stopping

__all__ = ["demo", "stopping"]
