import {
  entryBytes,
  Ledger,
  localSigner,
  MAX_ENTRY_BYTES,
  newPrivateKey,
  openEntry,
  predicateType,
  readRecords,
  seal,
  STATEMENT_TYPE,
  subject,
  verifyLedger,
  type Fact,
  type LedgerRecord,
} from '../../lib/evidence/index.js';
import { CLOCK_SKEW, digest, manualClock, parseInstant, plus, type Clock } from '../../lib/kernel/index.js';
import { AT, edge, genesisBody, ledgerOf, memory, newHands, props, seen } from './_ledger.js';
import { MemoryStore } from './_store.js';

describe('appending to a ledger', () => {
  it('records facts in order, each bound to its place, under one checkpoint', async () => {
    const store = new MemoryStore();
    const { ledger, hands } = await ledgerOf(store, 0);
    const recorded = await ledger.append([seen(1), seen(2)]);
    expect(recorded.map(({ seq }) => seq)).toEqual([1, 2]);
    expect([...store.notes.keys()]).toEqual([1, 3]);
    const { entry, statement } = openEntry(2, store.entries[2]!);
    expect(entry.prev).toBe(recorded[0]!.digest);
    expect(statement.predicate).toMatchObject({
      seq: 2,
      prev: entry.prev,
      ledger: ledger.id,
      zone: 'keeper',
      recordedAt: AT,
    });
    expect(await verifyLedger({ store, key: hands.noteKey })).toMatchObject({ state: 'whole', entries: 3 });
  });

  it('appends nothing for nothing', async () => {
    const store = new MemoryStore();
    const { ledger } = await ledgerOf(store, 0);
    expect(await ledger.append([])).toEqual([]);
    expect(store.entries.length).toBe(1);
    expect(store.notes.size).toBe(1);
  });

  it('goes on behind whatever other writers published, also in the middle of a transaction', async () => {
    const store = new MemoryStore();
    const hands = newHands();
    const kept = memory();
    const ours = await Ledger.found(props(store, hands, undefined, kept), genesisBody(hands));
    const theirs = await Ledger.open(props(store, hands, undefined, kept));
    await theirs.append([seen(100)]);
    store.loseAfter = 1;
    const recorded = await ours.append([seen(1), seen(2), seen(3)]);
    expect(recorded.map(({ seq }) => seq)).toEqual([2, 3, 4]);
    expect(await verifyLedger({ store, key: hands.noteKey })).toMatchObject({ state: 'whole', entries: 5 });
  });

  it('gives up, losing nothing, when others always win', async () => {
    const store = new MemoryStore();
    const { ledger } = await ledgerOf(store, 0);
    store.loseAfter = 0;
    await expect(ledger.append([seen(1)])).rejects.toMatchObject({ code: 'LEDGER_BUSY' });
    expect(store.entries.length).toBe(1);
  });

  it('gives an intent its own number as fencing token', async () => {
    const store = new MemoryStore();
    const { ledger } = await ledgerOf(store, 2);
    const intent: Fact = {
      kind: 'intent',
      body: { at: AT, run: 'r', deadline: plus(AT, 60_000), edges: [edge(1)] },
    };
    const [first, second] = await ledger.append([intent, intent]);
    const fences: number[] = [];
    for await (const record of readRecords(store))
      if (record.kind === 'intent') fences.push(record.body.fence);
    expect(fences).toEqual([first!.seq, second!.seq]);
  });

  it('bears a small difference between the clocks of writers', async () => {
    const store = new MemoryStore();
    const hands = newHands();
    const clock = manualClock(AT);
    const kept = memory();
    const early = (by: number): Clock => ({ ...clock, now: () => plus(AT, -by) });
    await Ledger.found(props(store, hands, clock, kept), genesisBody(hands));
    const skewed = await Ledger.open(props(store, hands, early(CLOCK_SKEW), kept));
    expect((await skewed.append([seen(1)]))[0]?.recordedAt).toBe(AT);
    expect(store.entries.length).toBe(2);
  });

  it('H1.3 goes on after entries that were recorded ahead of the clock, and says so in an entry of its own', async () => {
    const store = new MemoryStore();
    const hands = newHands();
    const kept = memory();
    const NOW = plus(AT, 60_000);
    await Ledger.found(props(store, hands, manualClock(AT), kept), genesisBody(hands));
    const far = parseInstant('2099-01-01T00:00:00Z');
    await (await Ledger.open(props(store, hands, manualClock(far), kept))).append([seen(1), seen(2)]);
    const ledger = await Ledger.open(props(store, hands, manualClock(NOW), kept));
    expect(await ledger.append([seen(3)])).toMatchObject([{ seq: 4, recordedAt: NOW }]);
    expect(await ledger.append([seen(4)])).toMatchObject([{ seq: 5, recordedAt: NOW }]);
    const records: LedgerRecord[] = [];
    for await (const record of readRecords(store)) records.push(record);
    expect(records[3]).toMatchObject({ kind: 'recovery', recordedAt: NOW, body: { what: 'time-ahead' } });
    const verdict = await verifyLedger({ store, key: hands.noteKey, now: NOW });
    expect(verdict).toMatchObject({
      state: 'whole',
      ahead: { count: 2, first: 1, latest: far },
      resets: [{ seq: 3, from: far, to: NOW }],
    });
  });

  it('H1.3 lets no other entry go back in time, and no zone but keeper and governor say so', async () => {
    const store = new MemoryStore();
    const hands = newHands();
    const kept = memory();
    await Ledger.found(props(store, hands, manualClock(AT), kept), genesisBody(hands));
    const far = plus(AT, 30 * 86_400_000);
    await (await Ledger.open(props(store, hands, manualClock(far), kept))).append([seen(1)]);
    const gate = {
      ...props(store, hands, manualClock(AT), kept),
      keys: hands.keys.filter(({ zone }) => zone === 'gate'),
    };
    const ledger = await Ledger.open(gate);
    const intake = {
      kind: 'intake',
      body: {
        ticket: 'ACC-1',
        kind: 'standard',
        request: digest('r'),
        requester: 'hr:1',
        principal: 'hr:1',
        package: 'p',
        at: AT,
      },
    } as const;
    await expect(ledger.append([intake])).rejects.toMatchObject({ code: 'CLOCK_BACKWARDS' });
    const keeper = await Ledger.open(props(store, hands, manualClock(AT), kept));
    expect(await keeper.mendTime({ by: 'hr:1', reason: 'the clock was wrong' })).toBe(true);
    expect(await keeper.mendTime({ by: 'hr:1', reason: 'again' })).toBe(false);
    expect(await (await Ledger.open(gate)).append([intake])).toMatchObject([{ seq: 3, recordedAt: AT }]);
  });

  it('refuses what a zone may not say before it is published', async () => {
    const store = new MemoryStore();
    const hands = newHands();
    const kept = memory();
    await Ledger.found(props(store, hands, undefined, kept), genesisBody(hands));
    const gate = {
      ...props(store, hands, undefined, kept),
      keys: hands.keys.filter(({ zone }) => zone === 'gate'),
    };
    await expect((await Ledger.open(gate)).append([seen(1)])).rejects.toMatchObject({ code: 'LEDGER_ZONE' });
    const stranger = { ...gate, keys: [{ zone: 'keeper' as const, signer: localSigner(newPrivateKey()) }] };
    await expect((await Ledger.open(stranger)).append([seen(1)])).rejects.toMatchObject({
      code: 'LEDGER_SIGNATURE',
    });
    expect(store.entries.length).toBe(1);
  });

  it('refuses an entry that is too large, and what has no canonical form', async () => {
    const store = new MemoryStore();
    const { ledger } = await ledgerOf(store, 0);
    const large: Fact = {
      kind: 'first-seen',
      body: { at: AT, edge: edge(1), finding: 'x'.repeat(MAX_ENTRY_BYTES) },
    };
    await expect(ledger.append([large])).rejects.toMatchObject({ code: 'LEDGER_ENTRY_INVALID' });
    const odd: Fact = { kind: 'first-seen', body: { at: AT, edge: edge(1), finding: '\ud800' } };
    await expect(ledger.append([odd])).rejects.toMatchObject({ code: 'CANONICAL_UNSUPPORTED' });
    expect(store.entries.length).toBe(1);
  });

  it('does not open where the signer signed more than there is, or something else', async () => {
    const store = new MemoryStore();
    const hands = newHands();
    const kept = memory();
    const ledger = await Ledger.found(props(store, hands, undefined, kept), genesisBody(hands));
    await ledger.append([seen(1)]);
    const [genesis, last] = store.entries;
    store.entries.pop();
    await expect(Ledger.open(props(store, hands, undefined, kept))).rejects.toMatchObject({
      layer: 'checkpoint',
      seq: 1,
    });
    store.entries.push(genesis!);
    await expect(Ledger.open(props(store, hands, undefined, kept))).rejects.toMatchObject({
      layer: 'consistency',
      seq: 1,
    });
    store.entries[1] = last!;
    expect((await Ledger.open(props(store, hands, undefined, kept))).size).toBe(2);
  });

  it('is founded once, by two', async () => {
    const store = new MemoryStore();
    const hands = newHands();
    const alone = { ...props(store, hands), keys: hands.keys.slice(1) };
    await expect(Ledger.found(alone, genesisBody(hands))).rejects.toMatchObject({ code: 'LEDGER_ZONE' });
    const body = genesisBody(hands);
    const twice = body.keys.map((key) => (key.zone === 'governor' ? { ...key, owner: 'one person' } : key));
    await expect(Ledger.found(props(store, hands), { ...body, keys: twice })).rejects.toMatchObject({
      code: 'LEDGER_SIGNATURE',
    });
    await Ledger.found(props(store, hands), body);
    await expect(Ledger.found(props(store, hands), body)).rejects.toMatchObject({
      code: 'LEDGER_EXISTS',
      message: expect.stringContaining('there is a ledger in'),
    });
    await expect(Ledger.open(props(new MemoryStore(), hands))).rejects.toMatchObject({
      code: 'LEDGER_MISSING',
    });
  });

  it('is not founded anew by a signer whose ledger is gone, which says so', async () => {
    const hands = newHands();
    const kept = memory();
    const store = new MemoryStore();
    const found = (where: MemoryStore): Promise<Ledger> =>
      Ledger.found(props(where, hands, manualClock(AT), kept), genesisBody(hands));
    await found(store);

    await expect(found(store)).rejects.toMatchObject({
      code: 'LEDGER_EXISTS',
      message: expect.stringContaining('there is a ledger in'),
    });
    await expect(found(new MemoryStore())).rejects.toMatchObject({
      code: 'LEDGER_EXISTS',
      message: expect.stringContaining('no entry of it'),
      remedy: expect.stringContaining('restore'),
    });
  });

  it('finishes a founding that stopped before its checkpoint, and nothing more', async () => {
    const store = new MemoryStore();
    const { hands } = await ledgerOf(store, 0);
    store.notes.clear();
    expect((await Ledger.open(props(store, hands))).size).toBe(1);
    expect(store.notes.size).toBe(1);
    await expect(Ledger.open(props(store, hands))).rejects.toMatchObject({ code: 'LEDGER_REFUSED' });
  });
});

describe('what the kinds ask for', () => {
  const change = {
    basis: { kind: 'ticket', ticket: 'ACC-0042' },
    run: 'apply-1',
    approvers: ['hr:7'],
    reasonCode: 'CHG-7731',
    entitlements: ['aws.assignment/ProdAdmin/payments-production'],
    ttl: { start: AT, end: plus(AT, 14_400_000) },
    trigger: 'incident:INC-3391',
    before: { digest: digest('before'), at: AT },
    after: { digest: digest('after'), at: AT },
    scope: [edge(1)],
    diff: [{ op: 'add', edge: edge(1) }],
  } satisfies Extract<Fact, { kind: 'change' }>['body'];

  it('takes a change that has all it needs', async () => {
    const { ledger } = await ledgerOf(new MemoryStore(), 0);
    expect(await ledger.append([{ kind: 'change', body: change }])).toHaveLength(1);
  });

  it.each(['approvers', 'reasonCode', 'entitlements', 'ttl', 'trigger'])(
    'REQ-102 refuses a grant without `%s`, naming the field, on append and on verification',
    async (field) => {
      const store = new MemoryStore();
      const { ledger, hands } = await ledgerOf(store, 0);
      const { [field as 'trigger']: _, ...body } = change;
      const fact = { kind: 'change', body } as unknown as Fact;
      await expect(ledger.append([fact])).rejects.toMatchObject({
        code: 'LEDGER_ENTRY_INVALID',
        message: expect.stringContaining(field),
      });
      store.entries.push(await unchecked(store, hands, fact));
      const { fault } = await verifyLedger({ store, key: hands.noteKey });
      expect(fault).toMatchObject({
        layer: 'format',
        seq: 1,
        message: expect.stringContaining(`body.${field}`),
      });
    },
  );

  it.each([
    ['a birthright', { basis: { kind: 'birthright', jobFunction: 'engineer' } }],
    ['an automatic route', { route: 'auto' }],
  ] as const)('REQ-102 takes a change of %s, which asks nobody, without approvers', async (_, asked) => {
    const store = new MemoryStore();
    const { ledger, hands } = await ledgerOf(store, 0);
    await ledger.append([{ kind: 'change', body: { ...change, ...asked, approvers: [] } }]);
    expect(await verifyLedger({ store, key: hands.noteKey })).toMatchObject({ state: 'whole', entries: 2 });
  });

  it.each([
    ['a ticket of no route', {}],
    ['a route that asks', { route: 'dual' }],
    ['an exception, whatever its route', { basis: { kind: 'exception', ticket: 'EXC-1' }, route: 'auto' }],
    ['an emergency, whatever its route', { basis: { kind: 'emergency', ticket: 'EMG-1' }, route: 'auto' }],
    ['a legacy grant', { basis: { kind: 'legacy', certifyBy: AT } }],
  ] as const)('REQ-102 refuses a change of %s without approvers, and takes it with one', async (_, asked) => {
    const store = new MemoryStore();
    const { ledger, hands } = await ledgerOf(store, 0);
    const body = { ...change, ...asked };
    const fact = { kind: 'change', body: { ...body, approvers: [] } } satisfies Fact;
    await expect(ledger.append([fact])).rejects.toMatchObject({
      code: 'LEDGER_ENTRY_INVALID',
      message: expect.stringContaining('must name who approved'),
    });
    expect(await ledger.append([{ kind: 'change', body }])).toHaveLength(1);
    store.entries.push(await unchecked(store, hands, fact));
    const { fault } = await verifyLedger({ store, key: hands.noteKey });
    expect(fault).toMatchObject({
      layer: 'format',
      seq: 2,
      message: expect.stringContaining('body.approvers'),
    });
  });

  it('REQ-105 refuses a diff that leaves the approved scope', async () => {
    const { ledger } = await ledgerOf(new MemoryStore(), 0);
    const body = { ...change, diff: [{ op: 'add' as const, edge: edge(2) }] };
    await expect(ledger.append([{ kind: 'change', body }])).rejects.toMatchObject({
      message: expect.stringContaining('diff.0.edge'),
    });
  });

  it('REQ-106 refuses a proof of absence that was read before the end', async () => {
    const { ledger } = await ledgerOf(new MemoryStore(), 0);
    const body = {
      basis: change.basis,
      endedAt: plus(AT, 1),
      state: 'absent' as const,
      observation: { digest: digest('live'), at: AT },
      edges: [edge(1)],
    };
    await expect(ledger.append([{ kind: 'end-verification', body }])).rejects.toMatchObject({
      message: expect.stringContaining('observation.at'),
    });
  });

  it.each([
    ['is an approver', 'hr:7'],
    ['is missing', undefined],
  ])('REQ-107 refuses an exception whose reviewer %s', async (_, reviewer) => {
    const { ledger } = await ledgerOf(new MemoryStore(), 0);
    const body = { ticket: 'EXC-1', approvers: ['hr:7'], reviewer, at: AT, outcome: 'confirmed' };
    await expect(
      ledger.append([{ kind: 'exception-review', body } as unknown as Fact]),
    ).rejects.toMatchObject({
      code: 'LEDGER_ENTRY_INVALID',
      message: expect.stringContaining('reviewer'),
    });
  });

  it('REQ-037 takes a denial with its rules, reasons, inputs and policy, and refuses one without', async () => {
    const { ledger } = await ledgerOf(new MemoryStore(), 0);
    const body = {
      ticket: 'ACC-1',
      content: digest('content'),
      outcome: 'deny' as const,
      rules: ['sod.payments'],
      reasons: ['holds the other side'] as const,
      approvers: [],
      policy: digest('policy'),
      inputs: digest('inputs'),
      at: AT,
    };
    expect(await ledger.append([{ kind: 'decision', body }])).toHaveLength(1);
    for (const field of ['outcome', 'rules', 'reasons', 'policy', 'inputs'] as const) {
      const { [field]: _, ...rest } = body;
      await expect(
        ledger.append([{ kind: 'decision', body: rest } as unknown as Fact]),
      ).rejects.toMatchObject({
        message: expect.stringContaining(field),
      });
    }
  });
});

/** The entry as somebody would write it whose program does not check bodies. */
async function unchecked(
  store: MemoryStore,
  hands: Awaited<ReturnType<typeof ledgerOf>>['hands'],
  fact: Fact,
): Promise<Buffer> {
  const prev = digest(store.entries.at(-1)!);
  const { statement } = openEntry(0, store.entries[0]!);
  const apply = hands.keys.find(({ zone }) => zone === 'apply')!;
  const predicate = {
    ...statement.predicate,
    seq: store.entries.length,
    prev,
    zone: 'apply' as const,
    body: fact.body,
  };
  const envelope = await seal(
    {
      _type: STATEMENT_TYPE,
      subject: [subject('x', digest('x'))],
      predicateType: predicateType(fact.kind),
      predicate,
    },
    [apply.signer],
  );
  return entryBytes({ seq: store.entries.length, prev, envelope });
}
