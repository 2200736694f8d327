"""Measures what LensShare costs, against the leanest dynamic resource and against a bare boto3 client in one.

`python -m benchmarks` runs the programs in programs/ with the Pulumi CLI and the emulator:

    __main__      the options
    plan          the programs, the commands, the sizes and the conditions
    rounds        runs the commands;  service: the emulator;  memory, start_up, machine: what else is measured
    measurements  what a run saw;  figures, targets: medians, ratios, and the limits for them
    report, chart the pages in docs/benchmarks/
"""
