"""The process that reads uploaded files: ``python -m``, files in, the assembly or its faults out.

What strangers wrote is read here only: it has little memory and little time, opens no file, and
where it ends the kiosk goes on.
"""

import os
import pickle
import resource
import sys

from kiosk.actions.background.stand_back import stand_back
from kiosk.actions.loading.read_loaded import read_loaded
from kiosk.domain.errors import Refused

MEMORY = 768 * 2**20  # bytes of addresses, of which the program itself takes about 100 MB
SECONDS = 30  # of the processor


def _bound() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def _main() -> None:
    stand_back()
    _bound()
    kept = pickle.loads(sys.stdin.buffer.read())  # noqa: S301 - the kiosk packed it
    try:
        answer: object = read_loaded(kept)
    except Refused as refusal:
        answer = refusal
    sys.stdout.buffer.write(pickle.dumps(answer, protocol=pickle.HIGHEST_PROTOCOL))
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    try:
        _main()
    except BaseException:  # whatever it is, it ends here: the kiosk has one sentence for it
        os._exit(1)
    os._exit(0)
