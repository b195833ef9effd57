#!/usr/bin/env python3
"""Shows that reading a sheet row by row takes the memory of one row, however many there are.

  Benchmarks/memory.py [--rows 8000] [--program .build/release/read-cells]

Makes each kind of file with ROWS and with ten times ROWS (standard-library Python, in a folder that is removed again), reads them
as cells and as rows, and prints the peak of each. Shared strings are kept, so there the number of different texts is the same.
"""
import argparse, os, subprocess, tempfile, zipfile

MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
PACKAGE = 'http://schemas.openxmlformats.org/package/2006/relationships'
ODF = 'urn:oasis:names:tc:opendocument:xmlns:'
TEXTS = [f'第{i}件，整改中' for i in range(1000)]
COLUMNS = 10

def relationships(*items):
    return f'<Relationships xmlns="{PACKAGE}">' + ''.join(
        f'<Relationship Id="r{n}" Type="{OFFICE}/{kind}" Target="{target}"/>' for n, (kind, target) in enumerate(items)) + '</Relationships>'

def workbook(path, rows, cell, strings=''):
    with zipfile.ZipFile(path, 'w', zipfile.ZIP_DEFLATED) as z:
        z.writestr('_rels/.rels', relationships(('officeDocument', 'xl/workbook.xml')))
        z.writestr('xl/workbook.xml', f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets><sheet name="A" sheetId="1" r:id="r0"/></sheets></workbook>')
        z.writestr('xl/_rels/workbook.xml.rels', relationships(('worksheet', 's.xml'), ('sharedStrings', 't.xml')))
        z.writestr('xl/t.xml', f'<sst xmlns="{MAIN}">{strings}</sst>')
        with z.open('xl/s.xml', 'w') as f:
            f.write(f'<worksheet xmlns="{MAIN}"><sheetData>'.encode())
            for r in range(1, rows + 1):
                f.write((f'<row r="{r}">' + ''.join(cell(r, c) for c in range(COLUMNS)) + '</row>').encode())
            f.write(b'</sheetData></worksheet>')

def inline(path, rows):
    workbook(path, rows, lambda r, c: f'<c r="{chr(65 + c)}{r}" t="inlineStr"><is><t>{r}{TEXTS[(r + c) % 1000]}</t></is></c>')

def shared(path, rows):
    workbook(path, rows, lambda r, c: f'<c r="{chr(65 + c)}{r}" t="s"><v>{(r * 7 + c) % 1000}</v></c>',
             ''.join(f'<si><t>{t}</t></si>' for t in TEXTS))

def csv(path, rows):
    with open(path, 'w', encoding='utf-8') as f:
        for r in range(rows): f.write(','.join(f'{r}{TEXTS[(r + c) % 1000]}' for c in range(COLUMNS)) + '\n')

def ods(path, rows):
    names = ' '.join(f'xmlns:{n}="{ODF}{n}:1.0"' for n in ('office', 'table', 'text'))
    with zipfile.ZipFile(path, 'w', zipfile.ZIP_DEFLATED) as z:
        z.writestr('mimetype', 'application/vnd.oasis.opendocument.spreadsheet', zipfile.ZIP_STORED)
        with z.open('content.xml', 'w') as f:
            f.write(f'<office:document-content {names}><office:body><office:spreadsheet><table:table table:name="A">'.encode())
            for r in range(rows):
                f.write(('<table:table-row>' + ''.join(
                    f'<table:table-cell office:value-type="string"><text:p>{r}{TEXTS[(r + c) % 1000]}</text:p></table:table-cell>'
                    for c in range(COLUMNS)) + '</table:table-row>').encode())
            f.write(b'</table:table></office:spreadsheet></office:body></office:document-content>')

def peak(argv):
    process = subprocess.Popen(argv, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status: raise SystemExit(f'{argv} ended with {status}')
    return usage.ru_maxrss / 1024

def main():
    here = os.path.dirname(os.path.abspath(__file__))
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument('--rows', type=int, default=8_000)
    ap.add_argument('--program', default=os.path.join(here, '../.build/release/read-cells'))
    a = ap.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for name, make, suffix in (('inline strings', inline, 'xlsx'), ('shared strings', shared, 'xlsx'), ('csv', csv, 'csv'), ('ods', ods, 'ods')):
            for how in ('cells', 'rows'):
                peaks = []
                for count in (a.rows, a.rows * 10):
                    path = os.path.join(folder, f'{name}{count}.{suffix}')
                    if not os.path.exists(path): make(path, count)
                    peaks.append(peak([a.program, path] + (['rows'] if how == 'rows' else [])))
                print(f'{name:16} {how:6} {peaks[0]:6.1f} MB for {a.rows:,} rows  {peaks[1]:6.1f} MB for {a.rows * 10:,}', flush=True)

if __name__ == '__main__':
    main()
