"""A Lens as the engine hands it over, and the verbs of one plugin process."""

from pulumi_wellarchitected.arns import EXAMPLE_LENS_ARN
from pulumi_wellarchitected.lenses.document import canonical_sha256
from pulumi_wellarchitected.plugin.process import Process
from pulumi_wellarchitected.plugin.schema.lens import LENS
from pulumi_wellarchitected.plugin.verbs.lens import LensVerbs
from tests.unit.fakes import EngineLines
from tests.unit.lenses.documents import DOCUMENT, compact, exported

ARN = EXAMPLE_LENS_ARN
INPUTS = {"document": compact(DOCUMENT), "lens_version": "1.2.0"}
OUTPUTS = {
    "lens_version": "1.2.0",
    "name": DOCUMENT["name"],
    "description": DOCUMENT["description"],
    "owner": "111122223333",
    "status": "PUBLISHED",
    "versions": ["1.1.0", "1.2.0"],
    "document_sha256": canonical_sha256(compact(DOCUMENT)),
    "exported_sha256": canonical_sha256(compact(exported(DOCUMENT))),
    "tags_all": {},
}


def verbs(config=None):
    """The verbs, in a process with this configuration that keeps its messages."""
    process = Process(EngineLines())
    process.configure(config or {})
    return LensVerbs(LENS, process)
