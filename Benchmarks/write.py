#!/usr/bin/env python3
"""Writes the same rows with this project and with its peers, in turn and in one run, and prints ratios.

  Benchmarks/write.py --data DIR [--bench ../shared/bench] [--runs 5] [--program .build/release/write-cells]

DIR holds big1.csv, which the bench's gen.py makes (200,000 x 14). Each line is the median over runs of the job alone, the rows
being in memory before: `x` says how many times longer than ours a peer took, in CPU where it tells its own and in wall
time; then its peak, its output's size, and how many times larger than ours that is. libxlsxwriter wants its program built
(see the bench's README; PEERS_NATIVE says where it is if not there). Only the ratios mean anything on a machine that others use too.
"""
import argparse, os, statistics, subprocess, sys

from side_by_side import measure, ratio

PEERS = 'libxlsxwriter-constant_memory,jetxl-arrow,rustpy-xlsxwriter'

def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    here = os.path.dirname(os.path.abspath(__file__))
    ap.add_argument('--bench', default=os.path.join(here, '../../shared/bench'))
    ap.add_argument('--data', required=True)
    ap.add_argument('--runs', type=int, default=5)
    ap.add_argument('--program', default=os.path.join(here, '../.build/release/write-cells'))
    ap.add_argument('--peers', default=PEERS)
    a = ap.parse_args()
    sys.path.insert(0, a.bench)
    import peers
    # In a process of its own: what this one holds would be counted as the peak of each that it starts.
    subprocess.run([sys.executable, '-c', 'import sys, peers; peers.tsv(sys.argv[1])', os.path.join(a.data, 'big1.csv')],
                   env={**os.environ, 'PYTHONPATH': a.bench}, check=True)
    for level in ('fast', 'compact'):
        def argv(f, level=level):
            out = peers.out('ours_' + level)
            return [a.program, level, peers.tsv(f), out], 'this run', out
        peers.PEERS['write']['ours, ' + level] = (argv, None, True)
    names = ['ours, fast', 'ours, compact'] + a.peers.split(',')
    show(measure(peers, 'write', os.path.join(a.data, 'big1.csv'), names, a.runs))

def show(results):
    ours = results['ours, fast']
    # A native program is nothing but its job; what a Python peer does before is not counted.
    cpu = lambda r: r.get('task_user_s') or r['user_s'] + r['sys_s']
    for n, runs in results.items():
        if not runs:
            continue
        print(f'  {n:30} {ratio(runs, ours, lambda r: r["task_wall_s"]):6.2f} x wall  {ratio(runs, ours, cpu):6.2f} x CPU   '
              f'peak {statistics.median(r["peak_rss_mb"] for r in runs):5.0f} MB   {runs[0]["out_mb"]:5.1f} MB out, '
              f'{runs[0]["out_mb"] / ours[0]["out_mb"]:.3f} x   cells {runs[0]["cells"]}')

if __name__ == '__main__':
    main()
