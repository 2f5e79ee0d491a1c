"""Find the folder of the meeting that files make: the one that they made before, or a new one."""

import asyncio
from pathlib import Path

from kiosk.formats.assembly_folder import Loaded
from kiosk.store import meeting_folder
from kiosk.store.meeting_folder import Kept


async def folder_of(data: Path, kept: Kept, loaded: Loaded) -> Path:
    """Where the meeting of these files lies, or would lie. ``loaded``: what was read in them.

    In a thread: it reads the files of earlier meetings, and pages go on.
    """
    title = loaded.assembly.title.in_language(loaded.assembly.languages[0])
    return await asyncio.to_thread(
        meeting_folder.folder_of, data, kept, named=loaded.named, title=title
    )
