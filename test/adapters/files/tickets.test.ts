import { readTickets } from '../../../lib/adapters/files/tickets.js';
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
    ['a window without end', GOOD.replace(', for: 4h', '')],
    ['a window of nothing', GOOD.replace('4h', '0h')],
    ['a start without zone', GOOD.replace('on-approval', '2026-11-20T09:00:00')],
    ['no real justification', GOOD.replace(/justification:.*/, 'justification: "   x   "')],
    ['an invisible character', GOOD.replace('hr:10482', '"hr:10482\\u202e"')],
    ['a number for text', GOOD.replace('prod-admin', '42')],
    ['a renewal of nothing', GOOD.replace('standard', 'renewal')],
    ['a removal of nothing', GOOD.replace('standard', 'removal')],
    ['a free-text trigger', GOOD.replace('incident:INC-3391', 'whenever it is over')],
  ])('refuses %s as TICKET_INVALID', async (_what, text) => {
    expect((await faultOf(text)).code).toBe('TICKET_INVALID');
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
