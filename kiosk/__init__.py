"""An offline voting kiosk for assemblies."""

__version__ = "0.1.0"
