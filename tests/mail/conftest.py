"""Certificates that are made for one run of the tests."""

from __future__ import annotations

from pathlib import Path

import pytest
import trustme


class Certificates:
    """An authority of our own, and the file that a client trusts it by."""

    def __init__(self, folder: Path) -> None:
        self._authority = trustme.CA()
        self.path = str(folder / "authority.pem")
        self._authority.cert_pem.write_to_path(self.path)
        self.issue_cert = self._authority.issue_cert


@pytest.fixture(scope="session")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    """The tests' authority."""
    return Certificates(tmp_path_factory.mktemp("certificates"))
