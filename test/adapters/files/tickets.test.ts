import { readTickets } from '../../../lib/adapters/files/tickets.js';
import { canonicalJson } from '../../../lib/kernel/index.js';
import { ticketSchema } from '../../../lib/manifest/index.js';
import { tempFolder } from '../../_helpers/temp.js';

const GOOD = `ticket: ACC-0042
kind: standard
principal: hr:10482
package: prod-admin
asset: payments-production
justification: Roll back the failed ledger migration
window: { start: on-approval, for: 4h }
trigger: incident:INC-3391
`;

async function faultOf(text: string): Promise<{ code: string; place: unknown; message: string }> {
  const { tickets, faults } = await readTickets(tempFolder({ 'bad.yaml': text }));
  expect(tickets).toEqual([]);
  expect(faults).toHaveLength(1);
  const error = faults[0]!.error;
  expect(error.remedy).not.toBe('');
  return { code: error.code, place: error.place, message: error.message };
}

describe('H1.8 the fields of a ticket', () => {
  const NULLS = '\\0'.repeat(32_600);

  it.each([
    ['a start of nulls', GOOD.replace('start: on-approval', `start: "${NULLS}"`)],
    ['a duration of nulls', GOOD.replace('for: 4h', `for: "${NULLS}"`).slice(0, 65_000)],
    ['a principal of nulls', GOOD.replace('hr:10482', `"${NULLS.slice(0, 60_000)}"`)],
    ['an unknown key of nulls', `${GOOD}"${NULLS.slice(0, 60_000)}": 1\n`],
    ['a kind of nulls', GOOD.replace('standard', `"${NULLS.slice(0, 60_000)}"`)],
  ])('are bounded, and so is what is said of %s', async (_name, text) => {
    expect((await faultOf(text)).message.length).toBeLessThan(2_001);
  });
});

it.each(['principal', 'package', 'asset', 'justification', 'trigger', 'of'])(
  'H1.8 %s has a greatest length, and so has each part of the window',
  (field) => {
    const ticket = { ticket: 'ACC-1', kind: 'standard', principal: 'hr:1', package: 'p', asset: 'a' };
    const whole = {
      ...ticket,
      justification: 'because of this',
      window: { start: 'on-approval', for: '4h' },
    };
    const long = 'x'.repeat(5000);
    expect(ticketSchema.safeParse(whole).success).toBe(true);
    expect(ticketSchema.safeParse({ ...whole, [field]: long }).success).toBe(false);
    expect(ticketSchema.safeParse({ ...whole, window: { start: long, for: '4h' } }).success).toBe(false);
    expect(ticketSchema.safeParse({ ...whole, window: { start: 'on-approval', for: long } }).success).toBe(
      false,
    );
  },
);

describe('a misspelt key', () => {
  it('is named, with its line and column and the field that was meant', async () => {
    const { faults } = await readTickets(tempFolder({ 'bad.yaml': GOOD.replace('asset:', 'aset:') }));
    expect(JSON.parse(JSON.stringify(faults[0]!.error))).toMatchObject({
      message: '`aset` is no field of a ticket: did you mean `asset`?',
      remedy: 'write `asset`',
      place: { file: 'bad.yaml', path: 'aset', line: 5, column: 1 },
    });
  });
});

describe('readTickets', () => {
  it('reads a ticket as written', async () => {
    const { tickets, faults } = await readTickets(
      tempFolder({ '2026/ACC-0042.yaml': GOOD, '2026/notes.txt': 'x' }),
    );
    expect(faults).toEqual([]);
    expect(tickets).toEqual([
      {
        ticket: 'ACC-0042',
        kind: 'standard',
        principal: 'hr:10482',
        package: 'prod-admin',
        asset: 'payments-production',
        justification: 'Roll back the failed ledger migration',
        window: { start: 'on-approval', for: 14_400_000 },
        trigger: 'incident:INC-3391',
        file: '2026/ACC-0042.yaml',
      },
    ]);
  });

  it('keeps the good tickets when one is bad', async () => {
    const { tickets, faults } = await readTickets(tempFolder({ 'a.yaml': 'nope', 'b.yml': GOOD }));
    expect(tickets.map((ticket) => ticket.file)).toEqual(['b.yml']);
    expect(faults.map((fault) => fault.file)).toEqual(['a.yaml']);
  });

  it('refuses a folder that cannot be listed', async () => {
    await expect(readTickets('/nowhere/at/all')).rejects.toMatchObject({ code: 'INPUT_UNREADABLE' });
  });

  it.each([
    ['nothing', ''],
    ['not YAML', 'a: [1'],
    ['an alias', `${GOOD}x: &a 1\ny: *a\n`],
    ['an anchor', GOOD.replace('standard', '&k standard')],
    ['a merge key', `base: &b {a: 1}\n<<: *b\n${GOOD}`],
    ['a tag', GOOD.replace('standard', '!!str standard')],
    ['a code tag', GOOD.replace('standard', '!!js/function "x"')],
    ['a duplicate key', `${GOOD}kind: emergency\n`],
    ['several documents', `${GOOD}---\n${GOOD}`],
    ['a directive', `%YAML 1.1\n---\n${GOOD.replace('kind: standard\n', '')}<<: { kind: exception }\n`],
    ['a key that is a list', `${GOOD}? [a]\n: 1\n`],
    ['nesting that breaks the parser', '['.repeat(16_000)],
    ['deep nesting', `x: ${'['.repeat(60)}${']'.repeat(60)}`],
  ])('refuses %s as INPUT_MALFORMED with a place', async (_what, text) => {
    const fault = await faultOf(text);
    expect(fault.code).toBe('INPUT_MALFORMED');
    expect(fault.place).toMatchObject({ file: 'bad.yaml' });
  });

  it('refuses a bomb of aliases without expanding it', async () => {
    const bomb = Array.from(
      { length: 30 },
      (_, i) =>
        `a${i}: &a${i} [${
          i === 0
            ? '1'
            : Array(9)
                .fill(`*a${i - 1}`)
                .join(',')
        }]`,
    ).join('\n');
    expect((await faultOf(bomb)).code).toBe('INPUT_MALFORMED');
  });

  it('names line and column of a repeated key', async () => {
    expect((await faultOf(`${GOOD}kind: emergency\n`)).place).toMatchObject({ line: 9, column: 1 });
  });

  it('refuses an oversized file', async () => {
    expect((await faultOf(`${GOOD}# ${'x'.repeat(70_000)}`)).code).toBe('INPUT_TOO_LARGE');
  });

  it('refuses bytes that are not UTF-8', async () => {
    const folder = tempFolder();
    const { writeFileSync } = await import('node:fs');
    writeFileSync(`${folder}/x.yaml`, Buffer.from([0x61, 0x3a, 0xff, 0xfe]));
    expect((await readTickets(folder)).faults[0]?.error.code).toBe('INPUT_MALFORMED');
  });

  it.each([
    ['an unknown field', `${GOOD}approved: true\n`],
    ['a missing field', GOOD.replace(/asset:.*\n/, '')],
    ['a list for the whole', '- a\n- b\n'],
    ['an unknown kind', GOOD.replace('standard', 'routine')],
    ['a bad ticket id', GOOD.replace('ACC-0042', 'acc/0042')],
    ['a number for text', GOOD.replace('prod-admin', '42')],
    ['a renewal of nothing', GOOD.replace('standard', 'renewal')],
    ['a removal of nothing', GOOD.replace('standard', 'removal')],
    ['a free-text trigger', GOOD.replace('incident:INC-3391', 'whenever it is over')],
  ])('refuses %s as TICKET_INVALID', async (_what, text) => {
    expect((await faultOf(text)).code).toBe('TICKET_INVALID');
  });

  it('REQ-015 refuses no real justification as JUSTIFICATION_MISSING', async () => {
    const text = GOOD.replace(/justification:.*/, 'justification: "   x   "');
    expect((await faultOf(text)).code).toBe('JUSTIFICATION_MISSING');
  });

  it('refuses an invisible character in an id as ID_LOOKALIKE', async () => {
    const text = GOOD.replace('hr:10482', '"hr:10482\\u202e"');
    expect((await faultOf(text)).code).toBe('ID_LOOKALIKE');
  });

  it.each([
    ['without end', GOOD.replace(', for: 4h', '')],
    ['of nothing', GOOD.replace('4h', '0h')],
    [
      'with a start that an offset carries past the year 9999',
      GOOD.replace('on-approval', "'9999-12-31T23:59:59-01:00'"),
    ],
    ['with a start before the year 0', GOOD.replace('on-approval', "'0000-01-01T00:00:00+01:00'")],
    ['with a start to which nothing can be added', GOOD.replace('on-approval', "'9999-12-31T00:00:00Z'")],
    ['with a start without zone', GOOD.replace('on-approval', '2026-11-20T09:00:00')],
    ['of centuries', GOOD.replace('4h', '999999w')],
  ])('REQ-018 REQ-061 refuses a window %s as WINDOW_INVALID', async (_what, text) => {
    expect((await faultOf(text)).code).toBe('WINDOW_INVALID');
  });

  it.each([
    [
      'half a character',
      GOOD.replace(/Roll back/, '"Roll back \\ud800 it').replace('migration', 'migration"'),
    ],
    ['text that runs backwards', GOOD.replace(/justification:.*/, 'justification: "read only \\u202eetirw"')],
    ['an escape sequence', GOOD.replace(/justification:.*/, 'justification: "read only \\e[2J please"')],
    ['a standard ticket that changes another', `${GOOD}of: ACC-0001\n`],
    ['an exception that changes another', `${GOOD.replace('standard', 'exception')}of: ACC-0001\n`],
  ])('refuses %s', async (_what, text) => {
    expect((await faultOf(text)).code).toBe('TICKET_INVALID');
  });

  it('says the same of a bad file in whatever folder, stack or parser state it is read', async () => {
    const files = {
      'big.yaml': `x: ${'y'.repeat(16_400)}`,
      'deep.yaml': '- '.repeat(8_000),
      'half.yaml': 'window: {start: "\\ud800", for: 1h}',
    };
    const said = async () => (await readTickets(tempFolder(files))).faults;
    expect(canonicalJson(JSON.parse(JSON.stringify(await said())))).toBe(
      canonicalJson(JSON.parse(JSON.stringify(await said()))),
    );
  });

  it('passes over nothing that could be a ticket', async () => {
    const folder = tempFolder({ 'ACC-1.YAML': GOOD, 'real.txt': GOOD });
    const { symlinkSync } = await import('node:fs');
    symlinkSync(`${folder}/real.txt`, `${folder}/link.yaml`);
    symlinkSync(tempFolder({ 'hidden.yaml': GOOD }), `${folder}/folder`);
    const { tickets, faults } = await readTickets(`${folder}/.`);
    expect(tickets.map(({ file }) => file)).toEqual(['ACC-1.YAML']);
    expect(faults.map(({ file, error }) => [file, error.code])).toEqual([
      ['folder', 'INPUT_UNREADABLE'],
      ['link.yaml', 'INPUT_UNREADABLE'],
    ]);
  });

  it('takes a file that is named beside those of the folder once, and none for a link that is not taken there', async () => {
    const folder = tempFolder({ 'a.yaml': GOOD, 'more.txt': GOOD });
    const { symlinkSync } = await import('node:fs');
    symlinkSync(`${folder}/more.txt`, `${folder}/link.yaml`);
    const { tickets, faults } = await readTickets(folder, ['a.yaml', 'link.yaml', 'more.txt', 'gone.yaml']);
    expect(tickets.map(({ file }) => file)).toEqual(['a.yaml', 'more.txt']);
    expect(faults.map(({ file, error }) => [file, error.code])).toEqual([
      ['link.yaml', 'INPUT_UNREADABLE'],
      ['gone.yaml', 'INPUT_UNREADABLE'],
    ]);
  });

  it('shows all faults of a ticket at once', async () => {
    const { faults } = await readTickets(
      tempFolder({ 'a.yaml': GOOD.replace('standard', 'routine').replace('ACC-0042', 'x') }),
    );
    expect(JSON.parse(JSON.stringify(faults[0]?.error))).toMatchObject({
      faults: [{ code: 'TICKET_INVALID' }, { code: 'TICKET_INVALID' }],
    });
  });
});
