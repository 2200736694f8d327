"""The errors the service answers with.

    ServiceError                        anything that leaves as an AWS error: a code, a message, further members
    ├── ValidationError                 ValidationException, with Reason and Fields
    ├── AccessDeniedError               AccessDeniedException
    ├── ResourceNotFoundError           ResourceNotFoundException, with ResourceId and ResourceType
    ├── ConflictError                   ConflictException, with ResourceId and ResourceType
    └── QuotaExceededError              ServiceQuotaExceededException, with QuotaCode and ServiceCode

Messages begin with the error's name in brackets, as those of the live service do ("[Validation] MaxResults must be
between 1 and 50.", boto/boto3#3118; "[ResourceNotFound] No workload with ID",
aws-samples/well-architected-iac-analyzer#1).
Status codes are the model's business (responses.py).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

SERVICE_CODE = "wellarchitected"


class ServiceError(Exception):
    """An answer that is an AWS error."""

    def __init__(
        self,
        code: str,
        message: str,
        members: Mapping[str, object] | None = None,
        status: int | None = None,
    ) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.members = dict(members or {})
        self.status = status


class ValidationError(ServiceError):
    """A parameter that the service does not take; `field` names it."""

    def __init__(self, message: str, field: str | None = None, reason: str = "FIELD_VALIDATION_FAILED") -> None:
        fields = [{"Name": field, "Message": message}] if field else []
        members = {"Reason": reason, "Fields": fields}
        super().__init__("ValidationException", f"[Validation] {message}", members)


class AccessDeniedError(ServiceError):
    """The caller is known, and may not."""

    def __init__(self, message: str) -> None:
        super().__init__("AccessDeniedException", f"[AccessDenied] {message}")


class ResourceNotFoundError(ServiceError):
    """There is no such thing, or it is another account's, which is the same answer."""

    def __init__(self, message: str, resource_id: str, resource_type: str) -> None:
        members = {"ResourceId": resource_id, "ResourceType": resource_type}
        super().__init__("ResourceNotFoundException", f"[ResourceNotFound] {message}", members)


class ConflictError(ServiceError):
    """The thing is in a state that does not allow this."""

    def __init__(self, message: str, resource_id: str, resource_type: str) -> None:
        members = {"ResourceId": resource_id, "ResourceType": resource_type}
        super().__init__("ConflictException", f"[Conflict] {message}", members)


class QuotaExceededError(ServiceError):
    """One more than the quota allows."""

    def __init__(self, message: str, quota_code: str, resource_id: str, resource_type: str) -> None:
        members = {
            "ResourceId": resource_id,
            "ResourceType": resource_type,
            "QuotaCode": quota_code,
            "ServiceCode": SERVICE_CODE,
        }
        super().__init__("ServiceQuotaExceededException", f"[ServiceQuotaExceeded] {message}", members)
