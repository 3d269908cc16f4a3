import { ticketIn } from '../../lib/adapters/files/tickets.js';
import { ticketText } from '../../lib/adapters/files/new-ticket.js';
import type { Catalogue, TicketKind } from '../../lib/manifest/index.js';
import { Answers, newTicket } from '../../lib/workflow/index.js';
import { offers } from '../../lib/workflow/request/offers.js';
import { beneficiaryOf } from '../../lib/workflow/request/requester.js';
import { AS_OF, catalogue, identity, jobFunction, pack, person, ticket } from '../synth/builders.js';

const ASKED = {
  principal: 'hr:1',
  package: 'prod-admin',
  asset: 'payments',
  justification: 'Roll back the failed migration',
};
const PEOPLE = identity(person('1'), person('2', { status: 'terminated' }), person('3'));

interface Made {
  readonly codes: readonly string[];
  readonly files: readonly string[];
}

/** What comes of these answers: the codes of the refusal, and the files that were written. */
async function made(
  answers: Readonly<Record<string, string>> = {},
  more: Partial<Parameters<typeof newTicket>[1]> = {},
  taken = 0,
): Promise<Made> {
  const files: string[] = [];
  const ports = {
    print: (fields: Readonly<Record<string, unknown>>) => ticketText(fields, 'x'),
    parse: ticketIn,
    write: (file: string) => Promise.resolve(files.push(file) > taken),
  };
  try {
    await newTicket(ports, {
      kind: 'standard',
      claims: {},
      answers: new Answers({ ...ASKED, ...answers }, undefined, () => undefined),
      catalogue: catalogue(),
      identity: PEOPLE,
      tickets: [],
      decisions: [],
      at: AS_OF,
      ...more,
    });
    return { codes: [], files };
  } catch (error) {
    const { code, faults } = error as { code: string; faults?: readonly { code: string }[] };
    return { codes: faults?.map((each) => each.code) ?? [code], files };
  }
}

describe('nothing is written of a request that would be refused', () => {
  it('honest twin: a good one is written once', async () => {
    expect(await made()).toEqual({ codes: [], files: [expect.stringMatching(/^2026\/ACC-\d{9}\.yaml$/)] });
  });

  it.each<[string, Readonly<Record<string, string>>, Parameters<typeof made>[1], string]>([
    ['for somebody who has left', { principal: 'hr:2' }, {}, 'SUBJECT_INACTIVE'],
    ['for longer than the package gives', { for: '13h' }, {}, 'WINDOW_INVALID'],
    ['for a window that is over', {}, { start: '2026-11-01T00:00:00Z' }, 'WINDOW_INVALID'],
    ['of a package that nobody declared', { package: 'prod-admim' }, {}, 'PACKAGE_UNKNOWN'],
    ['of a package that no job function names', { package: 'baseline' }, {}, 'NOT_REQUESTABLE'],
    ['on an asset of another package', { asset: 'ledger' }, {}, 'ASSET_UNKNOWN'],
    ['to renew what is no ticket', { of: 'ACC-9999' }, { kind: 'renewal' }, 'TICKET_REFERENCE'],
    ['for a placeholder of a reason', { justification: 'TODO: later on' }, {}, 'JUSTIFICATION_MISSING'],
  ])('%s', async (_what, answers, more, code) => {
    expect(await made(answers, more)).toEqual({ codes: [code], files: [] });
  });

  it('what is wrong with another ticket holds up nobody', async () => {
    expect((await made({}, { tickets: [ticket('ACC-0001', { package: 'none' })] })).codes).toEqual([]);
  });
});

it('a file that is there already stays: the next attempt has another id', async () => {
  const { codes, files } = await made({}, {}, 1);
  expect(codes).toEqual([]);
  expect(files).toHaveLength(2);
  expect(new Set(files).size).toBe(2);
});

describe('whom a text means', () => {
  it('is refused where it fits two, and found by id', () => {
    const twins = identity(person('1', { name: 'Ada' }), person('2', { name: 'ada' }));
    expect(() => beneficiaryOf('Ada', catalogue(), twins)).toThrow(
      expect.objectContaining({ code: 'SUBJECT_AMBIGUOUS', candidates: ['hr:1', 'hr:2'] }) as Error,
    );
    expect(beneficiaryOf('hr:2', catalogue(), twins).principal.id).toBe('2');
  });

  it('is refused where it fits nobody, however near', () => {
    expect(() => beneficiaryOf('Person 1x', catalogue(), PEOPLE)).toThrow(
      expect.objectContaining({ code: 'SUBJECT_UNKNOWN' }) as Error,
    );
    expect(beneficiaryOf(' person 1 ', catalogue(), PEOPLE).principal.id).toBe('1');
  });
});

describe('what may be asked for', () => {
  const offered = (kind: TicketKind, declared: Catalogue, who = 'hr:1'): string[] =>
    offers(kind, beneficiaryOf(who, declared, PEOPLE), declared).map(({ id }) => id);
  const { packages } = catalogue();
  const [entitlement] = packages[1]!.grants[0].entitlements;
  const declared = catalogue({
    packages: [
      pack('bounded', [entitlement]),
      pack('standing', [entitlement], { duration: { kind: 'standing' } }),
      pack('glass', [entitlement], { breakGlass: true, duration: packages[1]!.duration }),
      pack('vendors', [entitlement], { holders: ['vendor'] }),
      pack('unnamed', [entitlement]),
      pack('unnamed-vendors', [entitlement], { holders: ['vendor'] }),
    ],
    jobFunctions: [jobFunction('engineer', { mayRequest: ['bounded', 'standing', 'glass', 'vendors'] })],
  });

  it('is what a job function names, for holders of that class, and no standing access', () => {
    expect(offered('standard', declared)).toEqual(['bounded', 'glass']);
  });

  it('is in an emergency only what is break-glass', () => {
    expect(offered('emergency', declared)).toEqual(['glass']);
  });

  it('is by an exception what no job function names', () => {
    expect(offered('exception', declared)).toEqual(['unnamed']);
  });
});

describe('an answer at a terminal', () => {
  const choices = [
    { value: 'a', about: 'A' },
    { value: 'b', about: 'B' },
  ];
  const answered = (answer: string, usual?: string) =>
    new Answers(
      {},
      () => Promise.resolve(answer),
      () => undefined,
    ).of('x', {
      option: '--x',
      about: 'x',
      choices,
      ...(usual === undefined ? {} : { usual }),
    });

  it.each(['', ' ', '0', '3', '-1', 'c', '1.5'])('is refused where it is `%s`', async (answer) => {
    await expect(answered(answer)).rejects.toMatchObject({ code: 'USAGE' });
  });

  it.each([
    ['b', undefined, 'b'],
    ['2', undefined, 'b'],
    ['', 'a', 'a'],
  ])('honest twin: `%s` where `%s` is usual is `%s`', async (answer, usual, chosen) => {
    expect(await answered(answer, usual)).toBe(chosen);
  });

  it('of an option is held to the same as of a terminal', async () => {
    const refuse = (): never => {
      throw new Error('no');
    };
    const answers = new Answers({ x: 'a' }, undefined, () => undefined);
    await expect(answers.of('x', { option: '--x', about: 'x' }, refuse)).rejects.toThrow('no');
    expect(await answers.of('x', { option: '--x', about: 'x' })).toBe('a');
  });
});
