"""``kiosk central`` runs as it is, and says in one sentence why it cannot."""

import http.client
import signal
import socket
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest

ROOT = Path(__file__).resolve().parents[2]
START = "from kiosk.commands.central import COMMAND; COMMAND(prog_name='kiosk central')"


def central(*arguments: str, folder: Path) -> subprocess.Popen[str]:
    """The command as a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-c", START, *arguments],
        cwd=folder,
        env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def refused(*arguments: str, folder: Path) -> str:
    """What it says when it cannot start."""
    process = central(*arguments, folder=folder)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out) == (1, "")
    return err.strip()


def test_without_any_argument_it_needs_no_more_than_a_folder(tmp_path):
    process = central("--port", "0", folder=tmp_path)
    try:
        assert process.stdout
        address = process.stdout.readline().split()[-1]
        connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=10)
        connection.request("GET", "/healthz")
        assert connection.getresponse().status == 200
        connection.close()
    finally:
        process.send_signal(signal.SIGTERM)
        out, err = process.communicate(timeout=30)

    assert (process.returncode, out, err) == (0, "", "")
    assert (tmp_path / "central.sqlite").exists()


def test_a_busy_port_is_one_sentence(tmp_path):
    with socket.socket() as busy:
        busy.bind(("127.0.0.1", 0))
        busy.listen()
        port = busy.getsockname()[1]

        said = refused("--port", str(port), folder=tmp_path)

    assert said == f"Error: Port {port} is in use. Choose another with --port."


@pytest.mark.parametrize(
    "database", ["sqlite:///no/such/folder/x.sqlite", "oracle://x", "postgresql://u@127.0.0.1:1/x"]
)
def test_a_database_that_cannot_be_used_is_one_sentence(tmp_path, database):
    said = refused("--port", "0", "--database", database, folder=tmp_path)

    assert said.startswith("Error: ")
    assert said.endswith(".")
    assert "Traceback" not in said
    assert len(said.splitlines()) == 1
