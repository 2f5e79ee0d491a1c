"""Read the assembly in the files that were loaded, with what was asked for beside them."""

from dataclasses import replace

from kiosk.formats.assembly_folder import Loaded, read_assembly, with_rule
from kiosk.store.meeting_folder import Kept


def read_loaded(kept: Kept) -> Loaded:
    """The assembly in the files; raises BadFile with every fault, BadSetting."""
    loaded = read_assembly(kept.files, kept.main)
    if kept.rule:
        loaded = with_rule(loaded, kept.rule)
    if kept.sealed:
        loaded = replace(loaded, assembly=replace(loaded.assembly, sealed=True))
    return loaded
