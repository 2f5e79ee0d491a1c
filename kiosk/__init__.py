"""An offline voting kiosk for assemblies."""

__version__ = "0.2.0"
