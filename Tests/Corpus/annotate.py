#!/usr/bin/env python3
"""Marks three cells in every workbook of a corpus, and holds what comes of it against the original.

  Tests/Corpus/annotate.py FOLDER|FILE... [--validator ../shared/schemas/validate.py] [--program .build/debug/annotate-cells]
                           [--out DIR] [--sample N] [--resume]
                           [--checks parts,openpyxl,calamine,schemas,office]

For each file that our reader reads:
  parts     every part of the original is there; those that need not change are the same bytes, compressed as they were
  cells     our own reader, openpyxl and python-calamine read every other cell as before
  schemas   the result has no fault that the original has not
  office    LibreOffice shows the same sheets behind the summary, wherever it opened the original
Prints a line a fault and the counts; exit 1 if there is any. Needs openpyxl, python-calamine and lxml. `--sample N` takes
every N-th file. A sheet that LibreOffice shows otherwise at each opening (the hour, say) is told apart by opening the
original twice. `--resume` takes up a run in the same `--out` that was stopped.
"""
import argparse, collections, importlib.util, os, pathlib, re, shutil, signal, subprocess, sys, tempfile, warnings, zipfile

HERE = pathlib.Path(__file__).resolve().parent
CSV = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1'
# Files that one LibreOffice opens, one after the other.
BATCH = 25
# Each changes when there is a sheet more, or belongs to the sheet that is marked.
MAY_CHANGE = re.compile(
    r'^(\[content_types\]\.xml|.*/_rels/[^/]*\.rels|.*workbook[^/]*\.xml|.*styles[^/]*\.xml|.*sheets?/[^/]*\.xml'
    r'|.*comments[^/]*\.xml|.*\.vml)$', re.I)

def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument('inputs', nargs='+')
    ap.add_argument('--validator', default=HERE / '../../../shared/schemas/validate.py')
    ap.add_argument('--program', default=HERE / '../../.build/debug/annotate-cells')
    ap.add_argument('--out')
    ap.add_argument('--sample', type=int, default=1)
    ap.add_argument('--resume', action='store_true')
    ap.add_argument('--checks', type=lambda names: names.split(','), default='parts,openpyxl,calamine,schemas,office'.split(','))
    a = ap.parse_args()
    files = sorted(f for i in a.inputs for f in (pathlib.Path(i).rglob('*') if os.path.isdir(i) else [pathlib.Path(i)])
                   if f.suffix.lower() in ('.xlsx', '.xlsm'))[::a.sample]
    out = pathlib.Path(a.out or tempfile.mkdtemp(prefix='annotated-'))
    if not a.resume:
        shutil.rmtree(out, ignore_errors=True)
    (out / 'marked').mkdir(parents=True, exist_ok=True)
    report = Report()
    marked = annotate(a.program, files, out / 'marked', report)
    validate = load(a.validator)
    for original in marked:
        result = out / 'marked' / original.name
        for name, check in (('parts', check_parts), ('openpyxl', check_openpyxl), ('calamine', check_calamine)):
            if name in a.checks:
                report.take(name, original, check(original, result))
        if 'schemas' in a.checks:
            report.take('schemas', original, check_schemas(validate, original, result))
    if 'office' in a.checks:
        check_office(marked, out, report)
    report.show(len(files))
    sys.exit(1 if report.faults else 0)

class Report:
    def __init__(self):
        self.counts, self.faults = collections.Counter(), 0
    def take(self, what, file, faults):
        """A list of faults, or None where the original cannot be looked at that way."""
        if faults is None:
            self.counts[f'{what}: not for the original'] += 1
        elif faults:
            self.faults += 1
            self.counts[f'{what}: FAULT'] += 1
            for f in faults[:4]:
                print(f'{file.name}: {what}: {f}')
        else:
            self.counts[f'{what}: as it was'] += 1
    def show(self, files):
        print(f'{files} files')
        for what, count in sorted(self.counts.items()):
            print(f'  {what}: {count}')

def load(path):
    spec = importlib.util.spec_from_file_location('validate', path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module

def annotate(program, files, out, report):
    marked = []
    for i in range(0, len(files), 100):
        run = subprocess.run([program, out, *files[i:i + 100]], capture_output=True, text=True)
        if run.returncode:
            report.take('program', files[i], [f'exit {run.returncode}: {run.stderr[-300:]}'])
        for line in run.stdout.splitlines():
            kind, path, *rest = line.split('\t')
            path = pathlib.Path(path)
            if kind == 'unread':
                report.counts['not read by our reader'] += 1
            elif kind == 'refused':
                report.take('annotating', path, rest)
            else:
                changes = rest[-1]
                report.take('our reader', path, [changes] if changes else [])
                marked.append(path)
    return marked

# --- parts

def stored(path):
    """By name: method, checksum, compressed bytes as they lie in the file."""
    parts = {}
    with zipfile.ZipFile(path) as z, open(path, 'rb') as f:
        for i in z.infolist():
            f.seek(i.header_offset)
            head = f.read(30)
            f.seek(i.header_offset + 30 + int.from_bytes(head[26:28], 'little') + int.from_bytes(head[28:30], 'little'))
            parts[i.filename] = (i.compress_type, i.CRC, f.read(i.compress_size))
    return parts

def check_parts(original, result):
    before, after = stored(original), stored(result)
    faults = [f'{n} is gone' for n in before if n not in after]
    changed = [n for n in before if n in after and before[n] != after[n]]
    faults += [f'{n} changed' for n in changed if not MAY_CHANGE.match(n.replace('\\', '/'))]
    with zipfile.ZipFile(original) as z, zipfile.ZipFile(result) as y:
        if y.testzip():
            faults.append(f'{y.testzip()} is damaged')
        # A sheet that is not marked may lose its selection, and nothing else.
        sheets = [n for n in changed if re.search(r'sheets?[/\\][^/\\]*\.xml$', n, re.I)]
        differing = [n for n in sheets if unselected(z.read(n)) != unselected(y.read(n))]
        if len(differing) > 1:
            faults.append(f'several sheets changed: {differing}')
    return faults

def unselected(xml):
    return re.sub(rb'tabSelected="(1|true|0|false)"', b'tabSelected="0"', xml)

# --- cells

def check_openpyxl(original, result):
    import openpyxl
    def read(path):
        with warnings.catch_warnings():
            warnings.simplefilter('ignore')
            book = openpyxl.load_workbook(path)
        return {s.title: {c.coordinate: (c.data_type, c.value if not hasattr(c.value, 'text') else c.value.text)
                          for c in list(s._cells.values()) if c.value is not None}  # not the empty millions between
                for s in book.worksheets}
    return compare(read, original, result)

def check_calamine(original, result):
    import python_calamine
    def read(path):
        book = python_calamine.CalamineWorkbook.from_path(str(path))
        sheets = {}
        for name in book.sheet_names:
            table = book.get_sheet_by_name(name)
            if table.total_height * table.total_width > 3_000_000:
                raise MemoryError('made of nothing, mostly')
            top, left = table.start or (0, 0)
            sheets[name] = {(r + top, c + left): v for r, row in enumerate(table.to_python(skip_empty_area=True))
                            for c, v in enumerate(row) if v != ''}
        return sheets
    return compare(read, original, result)

def compare(read, original, result):
    try:
        before = read(original)
    except BaseException:
        return None
    try:
        after = read(result)
    except MemoryError:
        return None
    except BaseException as e:
        return [f'cannot be opened: {type(e).__name__}: {e}'[:300]]
    faults = [f'sheet {n!r} is gone' for n in before if n not in after]
    for name in before:
        old, new = before[name], after.get(name, {})
        differ = [k for k in old.keys() | new.keys() if repr(old.get(k)) != repr(new.get(k)) and '需修改' not in repr(new.get(k))]
        if differ:
            k = differ[0]
            faults.append(f'{name}: {len(differ)} cells, {k}: {old.get(k)!r} became {new.get(k)!r}')
    return faults

# --- schemas

def check_schemas(validate, original, result):
    def faults(path):
        return collections.Counter(re.sub(r':\d+: ', ': ', f) for f in validate.check(path))
    try:
        before = faults(original)
    except BaseException:
        return None
    try:
        return sorted((faults(result) - before).elements())
    except BaseException as e:
        return [f'{type(e).__name__}: {e}']

# --- LibreOffice

def check_office(files, out, report):
    numbered = list(enumerate(files))
    for i in range(0, len(numbered), BATCH):
        some = numbered[i:i + BATCH]
        before = convert(some, out / 'office-before')
        after = convert([(n, out / 'marked' / f.name) for n, f in some], out / 'office-after')
        lost = {n: missing(before[n], after[n]) for n, f in some if before[n]}
        again = convert([(n, f) for n, f in some if lost.get(n)], out / 'office-again')
        for n, f in some:
            if n not in lost:
                report.take('office', f, None)
            elif lost[n] and after[n] and missing(before[n], again[n]):
                report.counts['office: shown otherwise at each opening'] += 1
            else:
                report.take('office', f, [f'a sheet is shown otherwise: {s[:80]!r}' for s in lost[n]])

def missing(before, after):
    """The sheets of the one that the other does not have, whatever it has besides."""
    rest, lost = list(after), []
    for s in before:
        match = next((r for r in rest if r == s or without_label(r) == without_label(s)), None)
        if match is None:
            lost.append(s)
        else:
            rest.remove(match)
    return lost

def without_label(csv):
    """A sheet without the labels, and without the room that marked blank cells take."""
    rows = [re.sub(r'^,+|,+$', '', line.replace('需修改', '')) for line in csv.splitlines()]
    return [r for r in rows if r]

def convert(numbered, out):
    """By its number, the sheets of each file as LibreOffice shows them, each as CSV. What is there already is not made again."""
    out.mkdir(parents=True, exist_ok=True)
    def run(some):
        # Links, because the names of what is written are taken from those of what is read.
        inbox = out / 'in'
        shutil.rmtree(inbox, ignore_errors=True)
        inbox.mkdir()
        for number, f in some:
            os.symlink(f.resolve(), inbox / f'{number}{f.suffix.lower()}')
        process = subprocess.Popen(['soffice', f'-env:UserInstallation=file://{out}/profile', '--headless', '--convert-to',
                                    CSV, '--outdir', out, *sorted(inbox.iterdir())], stdout=subprocess.DEVNULL,
                                   stderr=subprocess.DEVNULL, start_new_session=True)
        try:
            process.wait(timeout=40 + 4 * len(some))
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
    def sheets(number):
        return [p.read_text('utf-8', 'replace') for p in sorted(out.glob(f'{number}-*.csv'))]
    due = [(n, f) for n, f in numbered if not sheets(n)]
    if due:
        run(due)
    # One file that stops it stops all behind it.
    for pair in due[1:]:
        if not sheets(pair[0]):
            run([pair])
    return {n: sheets(n) for n, _ in numbered}

if __name__ == '__main__':
    main()
