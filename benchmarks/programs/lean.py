"""The leanest dynamic resource that can represent a lens share: four properties and a short ID."""

from pulumi.dynamic import DiffResult, Resource, ResourceProvider


class LeanProvider(ResourceProvider):
    """A provider whose one instance has the name of its module, which is all that the state contains of it."""

    serialize_as_secret_always = False

    def __reduce__(self) -> str:
        """Pickle the instance as a reference."""
        return type(self).__module__

    def diff(self, _id: str, _olds: dict[str, str], _news: dict[str, str]) -> DiffResult:
        """Never change anything."""
        return DiffResult(changes=False)


class LeanShare(Resource, module="wellarchitected", name="LensShare"):
    """A lens share with the type name of LensShare, because the name is part of the state, and nothing else of it."""

    def __init__(self, provider: LeanProvider, name: str, lens_alias: str, shared_with: str) -> None:
        """Declare it."""
        outputs = {"share_id": None, "status": None}
        super().__init__(provider, name, {"lens_alias": lens_alias, "shared_with": shared_with, **outputs})
