"""The errors that the service answers with.

    ServiceError                        any AWS error: a code, a message, further members
    ├── ValidationError                 ValidationException, with Reason and Fields
    ├── AccessDeniedError               AccessDeniedException
    ├── ResourceNotFoundError           ResourceNotFoundException, with ResourceId and ResourceType
    ├── ConflictError                   ConflictException, with ResourceId and ResourceType
    └── QuotaExceededError              ServiceQuotaExceededException, with QuotaCode and ServiceCode

A message starts with the error's name in brackets, as in the live service ("[Validation] MaxResults must be between 1
and 50.", boto/boto3#3118; "[ResourceNotFound] No workload with ID", aws-samples/well-architected-iac-analyzer#1).
responses.py finds the HTTP status of an error.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


class ServiceError(Exception):
    """An AWS error. Without a `status`, the service model decides on the HTTP status."""

    def __init__(
        self, code: str, message: str, members: Mapping[str, object] | None = None, status: int | None = None
    ) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.members = dict(members or {})
        self.status = status


class ValidationError(ServiceError):
    """The service does not accept a parameter; `field` names it."""

    def __init__(self, message: str, field: str | None = None, reason: str = "FIELD_VALIDATION_FAILED") -> None:
        fields = [{"Name": field, "Message": message}] if field else []
        members = {"Reason": reason, "Fields": fields}
        super().__init__("ValidationException", f"[Validation] {message}", members)


class AccessDeniedError(ServiceError):
    """The caller is known, but is not allowed to do this."""

    def __init__(self, message: str) -> None:
        super().__init__("AccessDeniedException", f"[AccessDenied] {message}")


class ResourceNotFoundError(ServiceError):
    """The resource does not exist, or it belongs to another account."""

    def __init__(self, message: str, resource_id: str, resource_type: str) -> None:
        members = {"ResourceId": resource_id, "ResourceType": resource_type}
        super().__init__("ResourceNotFoundException", f"[ResourceNotFound] {message}", members)


class ConflictError(ServiceError):
    """The resource is in a state that does not allow this."""

    def __init__(self, message: str, resource_id: str, resource_type: str) -> None:
        members = {"ResourceId": resource_id, "ResourceType": resource_type}
        super().__init__("ConflictException", f"[Conflict] {message}", members)


class QuotaExceededError(ServiceError):
    """The request would exceed a quota."""

    def __init__(self, message: str, quota_code: str, resource_id: str, resource_type: str) -> None:
        members = {
            "ResourceId": resource_id,
            "ResourceType": resource_type,
            "QuotaCode": quota_code,
            "ServiceCode": "wellarchitected",
        }
        super().__init__("ServiceQuotaExceededException", f"[ServiceQuotaExceeded] {message}", members)
