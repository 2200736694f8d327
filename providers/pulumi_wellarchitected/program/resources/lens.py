"""Lens, the resource, and its arguments."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, overload

import pulumi
from pulumi_wellarchitected import dynamic
from pulumi_wellarchitected.arns import parse_lens_arn
from pulumi_wellarchitected.plugin.schema.lens import LENS
from pulumi_wellarchitected.program.constructors import arguments_of, with_keywords_of
from pulumi_wellarchitected.program.resource import Resource
from pulumi_wellarchitected.program.resources.lens_documents import Document, read_document

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Lens", "LensArgs"]

LENS_TYPE = "pulumi-python:dynamic/wellarchitected:Lens"
"""The resource's type in the state. It never changes."""


@dataclass(kw_only=True)
class LensArgs:
    """The inputs of a Lens in one object. Lens documents each."""

    document: pulumi.Input[Document]
    lens_version: pulumi.Input[str]
    is_major_version: pulumi.Input[bool | None] = None
    adopt_existing: pulumi.Input[bool | None] = None
    region: pulumi.Input[str | None] = None
    tags: pulumi.Input[Mapping[str, pulumi.Input[str]] | None] = None


class Lens(Resource, provider=dynamic.lens, schema=LENS, type_=LENS_TYPE):
    """A custom lens of the AWS Well-Architected Tool, published from a document and edited in place.

    ```python
    import pathlib

    import pulumi
    import pulumi_wellarchitected as wa

    lens = wa.Lens(
        "security",
        document=pathlib.Path("lens.json"),
        lens_version="1.0.0",
        opts=pulumi.ResourceOptions(protect=True),
    )
    wa.LensShare("payments", lens_alias=lens.arn, shared_with="444455556666")
    ```

    An edit imports the new document as a draft and publishes it as a new version. The ARN stays, and so do all shares.
    A minor version reaches the workloads that use the lens at once. After a major version, their owners upgrade when
    they are ready. AWS keeps the name of a published lens, and takes each version name once.

    A change from outside is found by comparing the exported document. Deleting the lens ends all its shares, so
    protect it. A destroy that stops at a protected lens may have deleted its shares, so protect those too. A create, an
    update or a delete waits up to 5 minutes: set `custom_timeouts` to change that.

    API operations: ImportLens, CreateLensVersion, GetLens, ExportLens, ListLenses, DeleteLens, TagResource and
    UntagResource. Source: https://docs.aws.amazon.com/wellarchitected/latest/APIReference/API_ImportLens.html

    Args:
        resource_name: The name of the resource in the program.
        args: All inputs in one object, instead of the keywords.
        opts: The resource options. `provider` takes a `pulumi_wellarchitected.Provider` or an `aws.Provider`, here or
            on a parent. `import_` is refused.
        document: The document in AWS's lens format: a dictionary, JSON text, a `pathlib.Path`, a `pulumi.FileAsset` or
            a `pulumi.StringAsset`. At most 500,000 characters. Required. A change updates, and needs a new
            `lens_version`. A change of its `name` is refused.
        lens_version: The name under which the document is published: 1 to 32 letters, digits, underscores and dots.
            Required. A change updates: it publishes.
        is_major_version: Whether the next version that is published is a major one. Default: False. A change updates,
            with no call to AWS.
        adopt_existing: Whether to take over an existing lens of the same name. It is then deleted with this resource.
            Default: False, which makes such a lens an error. A change updates, with no call to AWS.
        region: The Region of the lens. Default for a new lens: the Region of the provider, then AWS_REGION, then the
            profile's. Another Region replaces: the new lens has another ARN, and none of the shares. Without this
            input, a lens stays in the Region where it was created.
        tags: The tags of the lens, besides the provider's default tags: at most 50. Default: none. A change updates.

    Raises:
        pulumi.RunError: A file cannot be read, a resource option is not supported, a timeout is not a duration, or
            another Lens of the program has the same name. Later failures end the run with an error of
            `pulumi_wellarchitected.errors`, such as `error: AlreadyExistsError: ...`, which says what to do.
    """

    _stored_outputs = (
        "name", "description", "owner", "status", "versions", "document_sha256", "exported_sha256", "tags_all",
    )  # fmt: skip
    _import_advice = (
        "set adopt_existing=True to take over the lens, or use "
        "`python -m pulumi_wellarchitected import-file LENS_ARN --lens`"
    )

    @property
    def lens_version(self) -> pulumi.Output[str]:
        """The name of the published version."""
        return self._output("lens_version")

    @property
    def name(self) -> pulumi.Output[str]:
        """The name of the lens, from its document."""
        return self._output("name")

    @property
    def description(self) -> pulumi.Output[str]:
        """The description of the lens, from its document."""
        return self._output("description")

    @property
    def owner(self) -> pulumi.Output[str]:
        """The account that owns the lens."""
        return self._output("owner")

    @property
    def status(self) -> pulumi.Output[str]:
        """PUBLISHED, or DRAFT if the lens was imported and could not be published yet. The next `up` publishes it."""
        return self._output("status")

    @property
    def versions(self) -> pulumi.Output[list[str]]:
        """The version names that are known to be used."""
        return self._output("versions")

    @property
    def document_sha256(self) -> pulumi.Output[str]:
        """The hash of the published document in its canonical form."""
        return self._output("document_sha256")

    @property
    def exported_sha256(self) -> pulumi.Output[str]:
        """The same hash of the document as AWS exports it. A refresh finds changes by it."""
        return self._output("exported_sha256")

    @property
    def tags_all(self) -> pulumi.Output[Mapping[str, str]]:
        """All tags, with the provider's default tags."""
        return self._output("tags_all")

    @overload
    def __init__(
        self,
        resource_name: str,
        args: LensArgs,
        opts: pulumi.ResourceOptions | None = None,
    ) -> None: ...

    @overload
    def __init__(
        self,
        resource_name: str,
        opts: pulumi.ResourceOptions | None = None,
        *,
        document: pulumi.Input[Document],
        lens_version: pulumi.Input[str],
        is_major_version: pulumi.Input[bool | None] = None,
        adopt_existing: pulumi.Input[bool | None] = None,
        region: pulumi.Input[str | None] = None,
        tags: pulumi.Input[Mapping[str, pulumi.Input[str]] | None] = None,
    ) -> None: ...

    @with_keywords_of(LensArgs)
    def __init__(self, resource_name: str, *args: Any, **kwargs: Any) -> None:
        given, opts = arguments_of(LensArgs, *args, **kwargs)
        self._given_id = opts.id
        inputs = dict(vars(LensArgs(**given))) if opts.id is None else {}
        if inputs:
            inputs["document"] = read_document(f"Lens {resource_name!r}", inputs["document"])
        self._declare(resource_name, inputs, opts)

    @property
    def arn(self) -> pulumi.Output[str]:
        """The ARN of the lens, which is also its ID. An edit does not change it, so a preview knows it."""
        return self.id if self._given_id is None else pulumi.Output.from_input(self._given_id)

    @property
    def is_major_version(self) -> pulumi.Output[bool]:
        """Whether the next version that is published is a major one."""
        return self._input("is_major_version")

    @property
    def adopt_existing(self) -> pulumi.Output[bool]:
        """Whether an existing lens of the same name is taken over."""
        return self._input("adopt_existing")

    @property
    def tags(self) -> pulumi.Output[Mapping[str, str]]:
        """The tags of the program, without the provider's default tags."""
        return self._input("tags")

    @property
    def region(self) -> pulumi.Output[str]:
        """The Region of the lens."""
        return self.arn.apply(lambda arn: parse_lens_arn(arn).region)

    @classmethod
    def get(
        cls,
        resource_name: str,
        id: pulumi.Input[str],  # noqa: A002 - every Pulumi resource calls it so
        opts: pulumi.ResourceOptions | None = None,
    ) -> Lens:
        """Look up a lens without managing it: the account's own, or one that is shared with it.

        The run fails if there is none. The hashes of another account's lens are empty, since only its owner exports it.

        Args:
            resource_name: The name of the resource in the program.
            id: The ARN of the lens.
            opts: The resource options.

        Raises:
            pulumi.RunError: A resource option is not supported.
        """
        opts = pulumi.ResourceOptions.merge(opts, pulumi.ResourceOptions(id=id))
        return Lens(resource_name, opts)  # type: ignore[call-overload,no-any-return]
