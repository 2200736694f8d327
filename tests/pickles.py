"""The pickled provider, as it stands in users' states: up to Python 3.13 in the first spelling, then in the second."""

PROTOCOL_4 = "gASVMQAAAAAAAACMHnB1bHVtaV93ZWxsYXJjaGl0ZWN0ZWQuZHluYW1pY5SMCmxlbnNfc2hhcmWUk5Qu"
PROTOCOL_5 = "gAWVMQAAAAAAAACMHnB1bHVtaV93ZWxsYXJjaGl0ZWN0ZWQuZHluYW1pY5SMCmxlbnNfc2hhcmWUk5Qu"
