// The page itself: takes key and files, runs the verifier, shows what it found. All texts go in as text, never as HTML.
// `KINDS` is the published table of kinds, put before this by the build.

const byId = (id) => document.getElementById(id);
const LAYER_WORDS = {
  format: 'every file is canonical, of the published shape, and belongs there',
  chain: 'every entry follows the one before it, in this ledger',
  signature: 'every entry is signed by a key that counts at its place',
  zone: 'every entry is signed by a zone that may append its kind',
  root: 'the entries are those that the checkpoints were signed over',
  checkpoint: 'every checkpoint is by a signer, and all entries are covered',
  consistency: 'no two signed checkpoints contradict each other',
};
/** Rows of the table of entries; the newest of a long ledger. */
const SHOWN_ENTRIES = 200;

let chosen;

function made(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

const count = (number, one, many) => `${number.toLocaleString('en')} ${number === 1 ? one : many}`;

/** A chosen folder: the names below it; the ledger may be the folder itself or lie directly in it. */
function filesOfFolder(list) {
  const all = new Map();
  for (const [path, file] of list) all.set(path, file);
  return {
    names: [...all.keys()],
    read: async (name) => new Uint8Array(await all.get(name).arrayBuffer()),
  };
}

function choose(files, words) {
  chosen = files;
  const looksRight = files?.names.some((name) => /^(entries|checkpoints)\//.test(name));
  byId('chosen').textContent = !files
    ? words
    : looksRight
      ? `${words}: ${count(files.names.length, 'file', 'files')}`
      : `${words}: no folder \`entries\` in it. Choose the folder that holds \`entries\` and \`checkpoints\`.`;
  if (!looksRight) chosen = undefined;
  ready();
}

function ready() {
  byId('verify').disabled = !chosen || byId('key').value.trim() === '';
}

byId('key').addEventListener('input', () => {
  byId('key-error').textContent = '';
  ready();
});

byId('folder').addEventListener('change', ({ target }) => {
  const files = [...target.files];
  if (files.length === 0) return;
  const [top = ''] = files[0].webkitRelativePath.split('/');
  choose(filesOfFolder(files.map((file) => [file.webkitRelativePath.slice(top.length + 1), file])), top);
});

byId('bundle').addEventListener('change', ({ target }) => {
  const [file] = target.files;
  if (file) void chooseBundle(file);
});

async function chooseBundle(file) {
  choose(undefined, `reading ${file.name}`);
  try {
    choose(await filesOfBundle(file), file.name);
  } catch (error) {
    choose(undefined, `${file.name}: ${error.message}`);
  }
}

const drop = byId('drop');
for (const kind of ['dragenter', 'dragover'])
  drop.addEventListener(kind, (event) => {
    event.preventDefault();
    drop.classList.add('over');
  });
for (const kind of ['dragleave', 'drop']) drop.addEventListener(kind, () => drop.classList.remove('over'));
drop.addEventListener('drop', (event) => {
  event.preventDefault();
  const items = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry()).filter(Boolean);
  const [first] = items;
  if (items.length === 1 && first.isFile) first.file((file) => void chooseBundle(file));
  else if (items.length === 1) void chooseDropped(first);
  else choose(undefined, 'drop one folder or one bundle');
});
// A file dropped beside the field must not replace the page.
for (const kind of ['dragover', 'drop']) document.addEventListener(kind, (event) => event.preventDefault());

async function chooseDropped(folder) {
  choose(undefined, `reading ${folder.name}`);
  try {
    const list = [];
    await walk(folder, '', list);
    choose(filesOfFolder(list), folder.name);
  } catch (error) {
    choose(undefined, `${folder.name} cannot be read: ${error.message}`);
  }
}

async function walk(folder, path, list) {
  const reader = folder.createReader();
  for (;;) {
    const part = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
    if (part.length === 0) return;
    for (const entry of part) {
      if (entry.isDirectory) await walk(entry, `${path}${entry.name}/`, list);
      else
        list.push([
          `${path}${entry.name}`,
          await new Promise((resolve, reject) => entry.file(resolve, reject)),
        ]);
    }
  }
}

byId('form').addEventListener('submit', (event) => {
  event.preventDefault();
  void verify();
});

async function verify() {
  byId('result').hidden = true;
  byId('inputs').disabled = true;
  byId('verify').disabled = true;
  byId('working').hidden = false;
  tell(0, 0);
  const seen = { kinds: new Map(), latest: [], last: undefined };
  try {
    if (!globalThis.crypto?.subtle)
      throw new Error('this browser has no WebCrypto here: open the page from a file or over HTTPS');
    const held = byId('held').value;
    const verdict = await verifyLedger({
      files: chosen,
      key: byId('key').value,
      kinds: KINDS,
      held:
        held.trim() === ''
          ? []
          : [{ text: `${held.replace(/\r/g, '').trimEnd()}\n`, place: 'the checkpoint that you kept' }],
      onProgress: async (good, of) => {
        tell(good, of);
        // Let the page breathe.
        await new Promise((resolve) => setTimeout(resolve));
      },
      onEntry: (entry) => noteEntry(seen, entry),
    });
    rest();
    await show(verdict, seen);
  } catch (error) {
    rest();
    refuse(error);
  }
}

/** Nothing is under way any more: the form can be used again. */
function rest() {
  byId('inputs').disabled = false;
  byId('working').hidden = true;
  ready();
}

function tell(good, of) {
  byId('bar').max = of || 1;
  byId('bar').value = good;
  byId('progress').textContent = of
    ? `${good.toLocaleString('en')} of ${count(of, 'entry', 'entries')} are good`
    : 'reading';
}

function noteEntry(seen, { seq, kind, predicateType, recordedAt, zone }) {
  const name = kind ?? predicateType;
  seen.kinds.set(name, (seen.kinds.get(name) ?? 0) + 1);
  seen.latest.push({ seq, name, recordedAt, zone });
  if (seen.latest.length > SHOWN_ENTRIES) seen.latest.shift();
  seen.first ??= recordedAt;
  seen.last = recordedAt;
}

function refuse(error) {
  const message =
    error.name === 'NotSupportedError'
      ? 'this browser cannot check Ed25519 signatures; use a newer one'
      : error.message;
  if (/key/.test(message)) {
    byId('key-error').textContent = message;
    byId('key').focus();
    return;
  }
  reveal(
    made(
      'div',
      { class: 'verdict broken' },
      made('h2', { id: 'verdict' }, 'Not verified'),
      made('p', {}, message),
    ),
  );
}

async function show(verdict, seen) {
  const { fault } = verdict;
  reveal(
    fault ? brokenCard(verdict, fault) : wholeCard(verdict, seen),
    layersCard(fault),
    factsCard(verdict, seen),
    ...(fault?.seq === undefined ? [] : await evidenceOf(fault.seq)),
    ...(seen.latest.length > 0 ? [entriesCard(seen, verdict.entries)] : []),
  );
}

function reveal(...cards) {
  const result = byId('result');
  result.replaceChildren(...cards);
  result.hidden = false;
  result.focus();
}

function wholeCard({ entries }, { first, last }) {
  const rolledBack = byId('held').value.trim() === '';
  return made(
    'div',
    { class: 'verdict whole', 'data-state': 'whole' },
    made('h2', { id: 'verdict' }, 'The ledger is whole'),
    made(
      'p',
      {},
      `${count(entries, 'entry', 'entries')}, each signed and in its place, recorded ${span(first, last)}.`,
    ),
    ...(rolledBack
      ? [
          made(
            'p',
            { class: 'caution' },
            'A ledger that was cut back together with its checkpoints looks the same. Compare the number of entries with what you know, or give a checkpoint that you kept.',
          ),
        ]
      : []),
  );
}

/** `2026-11-20 09:00:00 UTC`, or from and to. */
function span(first, last) {
  const words = (instant) => `${instant.slice(0, 10)}\u00a0${instant.slice(11, 19)}\u00a0UTC`;
  return words(first) === words(last) ? `at ${words(first)}` : `from ${words(first)} to ${words(last)}`;
}

function brokenCard({ entries }, { layer, seq, message }) {
  if (message.startsWith('the key given is of the ledger'))
    return made(
      'div',
      { class: 'verdict broken', 'data-state': 'broken', 'data-layer': layer, 'data-seq': String(seq ?? '') },
      made('h2', { id: 'verdict' }, 'This key is of another ledger'),
      made('p', {}, `${message}. Take the public key that the founder of this ledger gave out.`),
    );
  const where = seq === undefined ? 'no single entry' : `entry ${seq}`;
  return made(
    'div',
    { class: 'verdict broken', 'data-state': 'broken', 'data-layer': layer, 'data-seq': String(seq ?? '') },
    made('h2', { id: 'verdict' }, `The ledger is broken at ${where}`),
    made('p', {}, made('strong', {}, `Caught by the ${layer}: `), message),
    made(
      'p',
      {},
      `${count(entries, 'entry', 'entries')} before it were found good. Believe nothing from there on.`,
    ),
  );
}

function layersCard(fault) {
  const rows = Object.entries(LAYER_WORDS).map(([layer, words]) => {
    const [sign, mark, label] = !fault
      ? ['✓', 'mark-good', 'holds']
      : fault.layer === layer
        ? ['✗', 'mark-bad', 'broken']
        : ['–', 'mark-none', 'not concluded'];
    return made(
      'li',
      {},
      made('span', { class: mark, role: 'img', 'aria-label': label }, sign),
      made('strong', {}, layer),
      made('span', { class: 'what' }, words),
    );
  });
  return made(
    'section',
    { class: 'card' },
    made('h2', {}, 'Layers of proof'),
    made('ol', { class: 'layers' }, ...rows),
  );
}

function factsCard(verdict, seen) {
  const facts = [
    ['Ledger', verdict.origin ?? 'unknown'],
    ['Id', verdict.ledger ?? 'unknown', 'mono'],
    ['Entries', `${verdict.entries.toLocaleString('en')} good`],
    [
      'Covered',
      `${count(verdict.covered, 'entry', 'entries')} by ${count(verdict.checkpoints, 'checkpoint', 'checkpoints')}`,
    ],
    ['Root', verdict.root, 'mono'],
    ['Key', byId('key').value.trim(), 'mono'],
    ...(seen.last ? [['Recorded', span(seen.first, seen.last)]] : []),
    ...verdict.unknown.map(({ predicateType, count: number, first }) => [
      'Unknown kind',
      `${predicateType}: ${count(number, 'entry', 'entries')} from ${first}; signed and in place, not understood`,
    ]),
    ...(verdict.leftovers.length > 0
      ? [['Leftovers', `${count(verdict.leftovers.length, 'write', 'writes')} that did not end; harmless`]]
      : []),
  ];
  const list = made('dl');
  for (const [name, value, look] of facts)
    list.append(made('dt', {}, name), made('dd', look ? { class: look } : {}, value));
  return made('section', { class: 'card' }, made('h2', {}, 'What was verified'), list);
}

/** The file at the broken place, as it lies there. */
async function evidenceOf(seq) {
  const name = entryName(seq);
  if (!chosen.names.includes(name)) return [];
  const text = new TextDecoder().decode((await chosen.read(name)).subarray(0, 16_384));
  return [
    made(
      'details',
      { class: 'card' },
      made('summary', {}, `The file of entry ${seq}, as it is`),
      made('pre', { tabindex: '0' }, text),
    ),
  ];
}

function entriesCard({ latest, kinds }, entries) {
  const rows = [...latest]
    .reverse()
    .map(({ seq, name, recordedAt, zone }) =>
      made(
        'tr',
        {},
        made('td', { class: 'number' }, String(seq)),
        made('td', {}, recordedAt),
        made('td', {}, name),
        made('td', {}, zone),
      ),
    );
  const head = made(
    'tr',
    {},
    ...['Entry', 'Recorded', 'Kind', 'Zone'].map((title) => made('th', { scope: 'col' }, title)),
  );
  const summary = [...kinds].sort().map(([name, number]) => `${number.toLocaleString('en')} ${name}`);
  const shown =
    latest.length < entries ? `the last ${latest.length} of ${entries.toLocaleString('en')}` : 'all';
  return made(
    'details',
    { class: 'card' },
    made('summary', {}, 'The good entries ', made('span', { class: 'optional' }, shown)),
    made('p', {}, summary.join(', ')),
    made('div', { class: 'scroll' }, made('table', {}, made('thead', {}, head), made('tbody', {}, ...rows))),
  );
}
