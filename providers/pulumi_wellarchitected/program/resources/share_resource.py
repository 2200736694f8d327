"""The base class of every share resource: its outputs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pulumi_wellarchitected.program.resource import Resource, or_default

if TYPE_CHECKING:
    import pulumi
    from pulumi_wellarchitected.plugin.schema.share import ShareSchema
    from pulumi_wellarchitected.shares.statuses import DeadStatus


class ShareResource(Resource):
    """The base class of LensShare and the other shares. It cannot be declared itself."""

    _schema: ShareSchema
    _stored_outputs = ("share_id", "status", "sent_at", "status_message")
    _import_advice = (
        "set adopt_existing=True to take over the share, or use `python -m pulumi_wellarchitected import-file`"
    )

    @property
    def shared_with(self) -> pulumi.Output[str]:
        """The principal, in the spelling of the program."""
        return self._output("shared_with")

    @property
    def share_id(self) -> pulumi.Output[str]:
        """The ID of the share: 32 hexadecimal digits. The consumer's invitation has the same ID."""
        return self._output("share_id")

    @property
    def status(self) -> pulumi.Output[str]:
        """ACCEPTED, ASSOCIATED, ASSOCIATING, EXPIRED, FAILED, PENDING, REJECTED or REVOKED, as it was last seen."""
        return self._output("status")

    @property
    def adopt_existing(self) -> pulumi.Output[bool]:
        """Whether an existing live share is taken over."""
        return self._input("adopt_existing")

    @property
    def wait_for_acceptance(self) -> pulumi.Output[bool]:
        """Whether a create waits for the acceptance of the invitation."""
        return self._input("wait_for_acceptance")

    @property
    def resend_on(self) -> pulumi.Output[list[DeadStatus]]:
        """The statuses in which the next `up` sends the share again."""
        return self._input("resend_on")

    @property
    def status_message(self) -> pulumi.Output[str]:
        """What AWS says about the status. Usually the empty string."""
        return or_default(self._output("status_message"), "", self.status.is_known())

    @property
    def sent_at(self) -> pulumi.Output[str | None]:
        """When Pulumi sent the share, in UTC, such as 2026-11-25T09:30:00Z. None for a share that was adopted."""
        return or_default(self._output("sent_at"), None, self.status.is_known())

    @property
    def region(self) -> pulumi.Output[str]:
        """The Region of the shared resource. The share is in the same Region."""
        target = self._output(self._schema.kind.input_name)
        return target.apply(lambda arn: self._schema.kind.parse(arn).region)
