#!/usr/bin/env python
"""A stand-in for pulumi-resource-aws, which is a download of hundreds of megabytes. It is not it, and calls nothing.

The engine can register an aws.Provider with it, whose arguments it keeps, and that is all that a LensShare needs. A
resource of a type that it does not know, which is every type, it turns down as the real one does. It lists the
accounts of an organization: the owner of the lens, two more, and one that is suspended.
"""

import sys
from importlib.metadata import version

from pulumi.provider.experimental import provider, server
from pulumi.provider.experimental.property_value import PropertyValue

OWNER, PAYMENTS, SEARCH, CLOSED = "111122223333", "444455556666", "777788889999", "999988887777"


class StandInAws(provider.Provider):
    async def check(self, request):
        raise ValueError(f"unrecognized resource type (Check): {request.type}")

    async def invoke(self, request):
        if request.tok != "aws:organizations/getOrganization:getOrganization":
            raise ValueError(f"unrecognized function: {request.tok}")
        accounts = [account(each) for each in (OWNER, PAYMENTS, SEARCH)] + [account(CLOSED, "SUSPENDED")]
        return provider.InvokeResponse({"id": PropertyValue("o-exampleorgid"), "accounts": PropertyValue(accounts)})


def account(account_id, state="ACTIVE"):
    return PropertyValue({"id": PropertyValue(account_id), "state": PropertyValue(state)})


if __name__ == "__main__":
    server.main(sys.argv[1:], version("pulumi-aws"), StandInAws())
