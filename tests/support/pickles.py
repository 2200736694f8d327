"""The pickled provider as users' states contain it: protocol 4 up to Python 3.13, protocol 5 from 3.14 on."""

PROTOCOL_4 = "gASVMQAAAAAAAACMHnB1bHVtaV93ZWxsYXJjaGl0ZWN0ZWQuZHluYW1pY5SMCmxlbnNfc2hhcmWUk5Qu"
PROTOCOL_5 = "gAWVMQAAAAAAAACMHnB1bHVtaV93ZWxsYXJjaGl0ZWN0ZWQuZHluYW1pY5SMCmxlbnNfc2hhcmWUk5Qu"
