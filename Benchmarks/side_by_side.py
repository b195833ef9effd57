"""Runs this project and its peers in turn, so that each run of ours stands beside one of theirs."""
import random, statistics, sys

def measure(peers, task, path, names, runs, before=lambda name: None):
    """By name, what the bench's `once` tells of each of the runs. `before` is called before each, in no one's time."""
    results = {n: [] for n in names}
    for run in range(runs + 1):                       # the first warms the file cache
        order = list(names)
        if run:                                       # who comes next finds memory and caches as the one before left them
            random.Random(run).shuffle(order)
        for n in order:
            before(n)
            try:
                r = peers.once(task, n, path, 300)
            except Exception as e:
                print(f'  {n}: {e}', file=sys.stderr)
                continue
            if run:
                results[n].append(r)
    return results

def ratio(runs, ours, of):
    """The median of how many times ours each run is."""
    return statistics.median(of(r) / of(o) for r, o in zip(runs, ours))

def whole_processes(results, ours, width):
    """A line a name: CPU, wall time and peak of whole processes."""
    for n, runs in results.items():
        if not runs:
            continue
        cpu = ratio(runs, results[ours], lambda r: r['user_s'] + r['sys_s'])
        wall = ratio(runs, results[ours], lambda r: r['wall_s'])
        peak = statistics.median(r['peak_rss_mb'] for r in runs)
        cells = f'   cells {runs[0]["cells"]}' if runs[0].get('cells') else ''
        print(f'  {n:{width}} {cpu:6.2f} x CPU  {wall:6.2f} x wall   peak {peak:5.0f} MB{cells}')
