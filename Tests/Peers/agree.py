#!/usr/bin/env python3
"""Shows workbooks that this project wrote to other people's programs, and says where they see anything else than we do.

  Tests/Peers/agree.py FOLDER|FILE... [--program .build/debug/ybz] [--validator ../shared/schemas/validate.py] [--out DIR]

For each workbook:
  openpyxl, calamine   read the same cells with the same values
  schemas              find no fault (`xml:space` aside, which they do not know and XML 1.0, 2.10 has)
  LibreOffice          opens it and, having saved it as a workbook of its own, has the same cells, but for those of formulas,
                       which it calculates
Prints a line a fault and the counts; exit 1 if there is any. What is not here (LibreOffice, the schemas) is said and left out.
Needs openpyxl, python-calamine and lxml.
"""
import argparse, collections, datetime, importlib.util, json, math, os, pathlib, re, shutil, subprocess, sys, tempfile, warnings

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
import read_cells

# Files that one LibreOffice opens, one after the other.
BATCH = 50

def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument('inputs', nargs='+')
    ap.add_argument('--program', default=HERE / '../../.build/debug/ybz')
    ap.add_argument('--validator', type=pathlib.Path, default=HERE / '../../../shared/schemas/validate.py')
    ap.add_argument('--out')
    a = ap.parse_args()
    warnings.simplefilter('ignore')
    files = sorted(f for i in a.inputs for f in (pathlib.Path(i).rglob('*') if os.path.isdir(i) else [pathlib.Path(i)])
                   if f.suffix in ('.xlsx', '.xlsm'))
    out = pathlib.Path(a.out or tempfile.mkdtemp(prefix='agree-'))
    counts, faults = collections.Counter(), 0
    def take(what, file, found):
        nonlocal faults
        counts[f'{what}: {"FAULT" if found else "agrees"}'] += 1
        faults += bool(found)
        for f in found[:3]:
            print(f'{file}: {what}: {f}')
    ours = {f: cells_of_ours(a.program, f) for f in files}
    for f in files:
        for name, read in (('openpyxl', read_cells.with_openpyxl), ('calamine', read_cells.with_calamine)):
            take(name, f, differences(ours[f], attempt(read, f), name))
    if a.validator.exists():
        validate = load(a.validator)
        for f in files:
            found = attempt_validation(validate, f)
            take('schemas', f, [x for x in found if 'XML/1998/namespace}space' not in x])
    else:
        print(f'no schemas at {a.validator}: left out')
    if shutil.which('soffice'):
        for f, saved in resaved(files, out):
            theirs = cells_of_ours(a.program, saved) if saved else 'not opened'
            calculated = formulas(f)
            found = differences(*({k: v for k, v in side.items() if k not in calculated} if isinstance(side, dict) else side
                                  for side in (ours[f], theirs)), 'LibreOffice')
            take('LibreOffice', f, found)
    else:
        print('no LibreOffice here: left out')
    print(f'{len(files)} workbooks')
    for what, count in sorted(counts.items()):
        print(f'  {what}: {count}')
    sys.exit(1 if faults or not files else 0)

def load(path):
    spec = importlib.util.spec_from_file_location('validate', path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module

def cells_of_ours(program, file):
    """By sheet and reference, what `ybz cells` prints of each cell that holds a value."""
    run = subprocess.run([program, 'cells', file, '--format', 'jsonl'], capture_output=True, text=True)
    if run.returncode:
        return run.stderr
    cells = {}
    for line in run.stdout.splitlines():
        cell = json.loads(line)
        if cell.get('value') is not None:
            cells[cell['sheet'], cell['ref']] = cell
    return cells

def attempt(read, file):
    try:
        return {(sheet, ref): value for sheet, ref, value in read(str(file))}
    except Exception as e:
        return f'{type(e).__name__}: {e}'

def formulas(file):
    try:
        book = read_cells.openpyxl.load_workbook(file)
    except Exception:
        return set()
    return {(s.title, c.coordinate) for s in book.worksheets for c in s._cells.values() if c.data_type == 'f'}

def attempt_validation(validate, file):
    try:
        return list(validate.check(file))
    except Exception as e:
        return [f'{type(e).__name__}: {e}']

def differences(ours, theirs, reader):
    for side in (ours, theirs):
        if isinstance(side, str):
            return [side[:300]]
    found = []
    for key in sorted(ours.keys() | theirs.keys()):
        mine, other = ours.get(key), theirs.get(key)
        if not same(mine, other, reader):
            found.append(f'{key[0]}!{key[1]}: {mine and mine["value"]!r}, they have {other!r}')
    return found

def same(mine, other, reader):
    if reader == 'LibreOffice':
        if mine is None:
            return False
        return other is not None and mine['type'] == other['type'] and equal(*map(one_line_end, (mine['value'], other['value'])))
    # calamine's binding has no word for an error value.
    if mine and mine['type'] == 'e' and reader == 'calamine':
        return other is None
    # openpyxl leaves escapes as they are written (ISO 29500-1, 22.9.2.19).
    if isinstance(other, str) and reader == 'openpyxl':
        other = re.sub('_x([0-9A-Fa-f]{4})_', lambda escape: chr(int(escape[1], 16)), other)
    return mine is not None and equal(mine['value'], as_json(other))

def equal(left, right):
    if isinstance(left, str) and isinstance(right, str):
        # U+FFFE and U+FFFF are in no XML: some decode their escapes, some do not.
        left, right = (re.sub('_xFFF[EF]_|\ufffe|\uffff', '\ufffd', v, flags=re.I) for v in (left, right))
    if all(isinstance(v, (int, float)) and not isinstance(v, bool) for v in (left, right)):
        # LibreOffice writes 15 digits.
        return math.isclose(left, right, rel_tol=1e-14)
    return left == right

def one_line_end(value):
    """LibreOffice has one line end within a cell, mostly."""
    return re.sub('\r\n|\n\r|\r', '\n', value) if isinstance(value, str) else value

def as_json(value):
    if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
        value = datetime.datetime(value.year, value.month, value.day)
    return value.isoformat() if isinstance(value, (datetime.datetime, datetime.time)) else value

def resaved(files, out):
    """Each file with what LibreOffice saved of it, or None."""
    for start in range(0, len(files), BATCH):
        inbox, outbox = out / 'in', out / 'saved'
        for folder in (inbox, outbox):
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir(parents=True)
        some = list(enumerate(files[start:start + BATCH]))
        for number, f in some:
            os.symlink(f.resolve(), inbox / f'{number}{f.suffix}')
        subprocess.run(['soffice', f'-env:UserInstallation=file://{out}/profile', '--headless', '--convert-to',
                        'xlsx:Calc MS Excel 2007 XML', '--outdir', outbox, *sorted(inbox.iterdir())],
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=60 + 10 * len(some))
        for number, f in some:
            saved = outbox / f'{number}.xlsx'
            yield f, saved if saved.exists() else None

if __name__ == '__main__':
    main()
