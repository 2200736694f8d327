#!/usr/bin/env python
"""A stand-in for pulumi-resource-aws, which is a download of hundreds of megabytes. It is not it, and calls nothing.

The engine can register an aws.Provider with it, whose arguments it keeps, and that is all that a LensShare needs. A
resource of a type that it does not know, which is every type, it turns down as the real one does.
"""

import sys
from importlib.metadata import version

from pulumi.provider.experimental import provider, server


class StandInAws(provider.Provider):
    async def check(self, request):
        raise ValueError(f"unrecognized resource type (Check): {request.type}")


if __name__ == "__main__":
    server.main(sys.argv[1:], version("pulumi-aws"), StandInAws())
