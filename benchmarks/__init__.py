"""What LensShare costs, held against what the engine itself costs and against the provider that tutorials teach.

`python -m benchmarks` runs the programs of programs/ in turn with the real command line against the emulator:

    __main__      the options, and what comes of a run
    rounds        which command runs when: programs in turn, phase by phase
    contenders    the three programs;  phases: the six commands;  conditions: what is unusual about service and engine
    service       the emulator;  stack: one program's stack
    processes     what the processes of a command take;  startup: what imports take;  single_create: one more share
    measurements  what was seen;  ratios and targets: what it comes to
    report, chart what is written into docs/benchmarks/
    profiling     where the time of an `up` goes (--profile), read from the engine's own traces
"""
