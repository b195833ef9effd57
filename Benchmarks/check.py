#!/usr/bin/env python3
"""Checks and merges a folder of submissions with this project and with its peers, in turn and in one run, and prints ratios.

  Benchmarks/check.py --data DIR [--bench ../shared/bench] [--runs 5] [--program .build/release/ybz]

DIR holds small/, which the bench's gen.py makes (1,100 submissions). Ours is one command, `check --merge`: every check and the
workbooks of each quarter. `in two` is the way of many machines: `check --format jsonl` of all files, then `merge` of what it
wrote. The peers check two columns and write one workbook. Each line is the median over whole processes: `x` says how many times
longer than ours one took, in CPU and in wall time; then its peak. Below that the peers beside the two commands, of the same runs.
Only the ratios mean anything on a machine that others use too.
"""
import argparse, glob, os, shutil, subprocess, sys, tempfile

from side_by_side import measure, whole_processes

PEERS = 'python-calamine+rustpy-xlsxwriter,python-calamine+XlsxWriter'
# Status 1 says that there are faults, and the data has some.
CHECK = '"$0" check "$2"/* --format jsonl > "$1"/verdicts.jsonl || [ $? = 1 ]'
MERGE = '"$0" merge "$1"/verdicts.jsonl -o "$1"/merged --quiet'
AT_ONCE = '"$0" check "$2"/* --merge "$1"/merged --quiet || [ $? = 1 ]'

def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    here = os.path.dirname(os.path.abspath(__file__))
    ap.add_argument('--bench', default=os.path.join(here, '../../shared/bench'))
    ap.add_argument('--data', required=True)
    ap.add_argument('--runs', type=int, default=5)
    ap.add_argument('--program', default=os.path.join(here, '../.build/release/ybz'))
    ap.add_argument('--peers', default=PEERS)
    a = ap.parse_args()
    sys.path.insert(0, a.bench)
    import peers
    folder = os.path.join(a.data, 'small')
    scratch = tempfile.mkdtemp()
    in_two = 'ours, in two'
    steps = {'ours': AT_ONCE, in_two: f'{CHECK} && {{ {MERGE}; }}', 'ours, check': CHECK, 'ours, merge': MERGE}
    for name, script in steps.items():
        argv = ['sh', '-c', script, a.program, scratch]
        peers.PEERS['merge'][name] = (lambda d, argv=argv: (argv + [d], 'this run', None), None, True)

    def clear(name):
        """What the run before wrote is not this one's to remove."""
        for written in ['verdicts.jsonl', 'merged']:
            if any(f'{way} "$1"/{written}' in steps.get(name, '') for way in ['>', '-o', '--merge']):
                subprocess.run(['rm', '-rf', os.path.join(scratch, written)], check=True)

    try:
        others = a.peers.split(',')
        results = measure(peers, 'merge', folder, list(steps) + others, a.runs, clear)
        whole_processes(results, 'ours', 34)
        print('  beside the two commands:')
        whole_processes({name: results[name] for name in [in_two] + others}, in_two, 34)
        merged = glob.glob(os.path.join(scratch, 'merged/**/*.xlsx'), recursive=True)
        print(f'  merged into {len(merged)} workbooks, {sum(map(os.path.getsize, merged)) / 1e6:.1f} MB')
    finally:
        shutil.rmtree(scratch)

if __name__ == '__main__':
    main()
