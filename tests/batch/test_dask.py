"""The same batch on a Dask cluster: the same database, though one of its workers is killed in the middle."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from batch_files import make_files
from batch_runs import OPTIONS, batch, batch_command, results

from gouji.audit import Auditor
from gouji.batch.local import Local

pytest.importorskip("distributed")


def test_the_executor_is_offered_by_the_built_in_plugin() -> None:
    assert "dask" in Auditor(options=OPTIONS).host.executors


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="ps and SIGKILL")
def test_a_cluster_that_loses_a_worker_gives_the_same_database(tmp_path: Path) -> None:
    folder = tmp_path / "公 开"
    make_files(folder, 12, hostile=0.25, planted=0.3, seed=11)
    batch(tmp_path / "本机", folder, executor=Local(), jobs=2)
    out = tmp_path / "集群"
    process = subprocess.Popen(
        batch_command(folder, "--out", out, "--jobs", 3, "--executor", "dask"),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    victim = _cluster_worker(process)
    os.kill(victim, signal.SIGKILL)
    said, told = process.communicate(timeout=300)
    assert process.returncode == 3, told.decode("utf-8")
    assert results(out) == results(tmp_path / "本机"), said.decode("utf-8")


def _cluster_worker(process: subprocess.Popen[bytes]) -> int:
    """Wait until a process of the cluster has a document in hand, and return it."""
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline and process.poll() is None:
        listed = subprocess.run(
            ["ps", "-eo", "pid,ppid,args"], capture_output=True, text=True, check=True
        ).stdout
        rows = [line.split(None, 2) for line in listed.splitlines()[1:]]
        parents = {int(pid): int(parent) for pid, parent, *_ in rows}
        for _, parent, *rest in rows:
            if rest and "gouji.batch.worker" in rest[0] and parents.get(int(parent)) == process.pid:
                time.sleep(1.5)
                return int(parent)
        time.sleep(0.1)
    raise AssertionError("no worker of the cluster came to work")
