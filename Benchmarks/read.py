#!/usr/bin/env python3
"""Reads the same files with this project and with its peers, in turn and in one run, and prints ratios.

  Benchmarks/read.py [--bench ../shared/bench] [--data DIR] [--runs 5] [--program .build/release/read-cells]

DIR holds what the bench's gen.py makes (big1.xlsx, big1_inline.xlsx, num.xlsx, big1.csv, big1_gb18030.csv). Each line is the
median over whole processes; `x` says how many times longer than ours a peer took, in CPU and in wall time. Only the ratios
mean anything on a machine that others use too.
"""
import argparse, os, sys

from side_by_side import measure, whole_processes

CSV_MODULE = """
import csv, sys
n = 0
with open(sys.argv[1], newline='', encoding=sys.argv[2]) as f:
    for row in csv.reader(f): n += len(row)
print(f'cells={n}')
"""
POLARS_CSV = """
import polars, sys
t = polars.read_csv(sys.argv[1], infer_schema=False, encoding=sys.argv[2]); print(f'cells={t.height * t.width}')
"""

def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    here = os.path.dirname(os.path.abspath(__file__))
    ap.add_argument('--bench', default=os.path.join(here, '../../shared/bench'))
    ap.add_argument('--data', required=True)
    ap.add_argument('--runs', type=int, default=5)
    ap.add_argument('--program', default=os.path.join(here, '../.build/release/read-cells'))
    ap.add_argument('--peers', default='fastexcel-eager,python-calamine,kyrax-turbo-arrow')
    a = ap.parse_args()
    sys.path.insert(0, a.bench)
    import peers
    register = lambda name, argv: peers.PEERS['read'].__setitem__(name, (lambda f: (argv(f), 'this run', None), None, True))
    register('ours', lambda f: [a.program, f])
    register('ours, rows', lambda f: [a.program, f, 'rows'])
    for encoding, name in (('utf-8', 'UTF-8'), ('gb18030', 'GB18030')):
        register(f'csv module, {name}', lambda f, e=encoding: [sys.executable, '-c', CSV_MODULE, f, e])
        register(f'polars, {name}', lambda f, e=encoding: [sys.executable, '-c', POLARS_CSV, f, e])
    books = ['ours', 'ours, rows'] + a.peers.split(',')
    for file, names in (('big1.xlsx', books), ('big1_inline.xlsx', books), ('num.xlsx', books),
                        ('big1.csv', ['ours', 'ours, rows', 'csv module, UTF-8', 'polars, UTF-8']),
                        ('big1_gb18030.csv', ['ours', 'ours, rows', 'csv module, GB18030', 'polars, GB18030'])):
        print(file)
        whole_processes(measure(peers, 'read', os.path.join(a.data, file), names, a.runs), 'ours', 24)

if __name__ == '__main__':
    main()
