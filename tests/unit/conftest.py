"""A snapshot that is one plain text file. To renew them: pytest tests/unit --snapshot-update."""

import pytest
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode


class TextFile(SingleFileSnapshotExtension):
    file_extension = "txt"
    _write_mode = WriteMode.TEXT


@pytest.fixture
def text_file(snapshot):
    return snapshot.use_extension(TextFile)
