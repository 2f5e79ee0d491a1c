"""The assembly that ``kiosk demo`` plays: an invented neighbourhood decides on its budget."""
