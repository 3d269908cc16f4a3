import fc from 'fast-check';
import { DEFAULT_RAILS } from '../../lib/drift/index.js';
import { CLOCK_SKEW, parseInstant, plus, WritError } from '../../lib/kernel/index.js';
import type { Manifest, ScopeDeclaration } from '../../lib/manifest/index.js';
import { edgeKey, kindOf, OKTA_SOURCE, type Edge, type KINDS } from '../../lib/model/index.js';
import { runDrift, runRevert } from '../../lib/workflow/index.js';
import {
  ADMIN_SET,
  ADMINS,
  assignment,
  CONTENT,
  edge,
  ended,
  enforced,
  group,
  idOf,
  manifest,
  NOON,
  PROD,
  READ_SET,
  READERS,
  SALESFORCE,
  set,
  wanted,
} from '../_helpers/build.js';
import { idsOnly, PLAIN, revertText } from '../../lib/report/index.js';
import { FakeWorld } from '../_helpers/fake-world.js';
import {
  atSource,
  atTarget,
  byHand,
  DANA,
  direct,
  EVE,
  input,
  kept,
  PROMPT,
  revert,
  SAM,
} from './_revert-input.js';

/** What is wanted, in one scope that is as `props` say, and in `others`. */
function governed(props: Partial<ScopeDeclaration>, ...others: readonly ScopeDeclaration[]): Manifest {
  const scopes = [{ ...enforced([READERS]), ...props }, ...others];
  return manifest({ edges: [wanted(kept)], catalogue: { scopes } });
}

describe('a revert', () => {
  it('REQ-056 takes away exactly the foreign grant and no other', async () => {
    const world = new FakeWorld([kept, byHand]);
    const result = await revert(world);
    expect(world.edges).toEqual([kept]);
    expect(result).toMatchObject({ overall: 'done', results: [{ state: 'revoked' }], stillActive: [] });
  });

  it('REQ-056 takes away exactly the one grant asked for when several could go', async () => {
    const world = new FakeWorld([kept, byHand, direct, edge(EVE, READERS)]);
    await revert(world, { only: [idOf(byHand)] });
    expect(world.removed).toEqual([byHand]);
  });

  it('touches nothing without confirmation, and says what it would do', async () => {
    const world = new FakeWorld([kept, byHand]);
    const result = await revert(world, { confirm: false });
    expect(result.overall).toBe('dry-run');
    expect(result.plan.lines).toMatchObject([{ action: 'revoke', verdict: { state: 'go' } }]);
    expect(world.calls.filter((call) => call.includes('submit') || call === 'journal.append')).toEqual([]);
  });

  it('has nothing to do in a world without drift, and remembers once what is declared', async () => {
    const world = new FakeWorld([kept]);
    expect((await revert(world)).overall).toBe('nothing');
    await revert(world);
    expect(world.entries.map(({ kind }) => kind)).toEqual(['object']);
  });

  it.each([true, false])(
    'H4.24 over a part that was not read is incomplete, confirmed: %s',
    async (confirm) => {
      const world = new FakeWorld([kept, byHand]);
      world.unread = [[OKTA_SOURCE, { part: 'listing', of: 'group-rules' }]];
      expect((await revert(world, { confirm })).overall).toBe('incomplete');
    },
  );

  it.each([true, false])(
    'H4.24 with nothing to take away says what remains, confirmed: %s',
    async (confirm) => {
      const world = new FakeWorld([]);
      const result = await revert(world, { confirm });
      expect(result).toMatchObject({ overall: 'remains', drift: { verdict: 'drift' }, plan: { lines: [] } });
      const told = revertText(result, PLAIN, { width: 200, nameOf: idsOnly }).join('\n');
      expect(told).toContain('1 finding beyond this run: 1 missing');
    },
  );

  it.each(['observe', 'warn'] as const)(
    'H4.24 whose every line is held for good, in a scope of mode %s, says that the drift stays',
    async (mode) => {
      const world = new FakeWorld([kept, byHand]);
      const result = await revert(world, { manifest: governed({ mode }) });
      expect(result).toMatchObject({
        overall: 'remains',
        plan: { lines: [{ verdict: { rail: 'scope-mode' } }] },
      });
      const told = revertText(result, PLAIN, { width: 200, nameOf: idsOnly }).join('\n');
      expect(told).toContain('taking away nothing; 1 line held by safety rails');
      expect(told).toContain('the drift is still there');
    },
  );

  it('H4.24 whose every line is held as pinned says that the drift stays', async () => {
    const world = new FakeWorld([kept, byHand]);
    const over = manifest({ edges: [wanted(kept)], ended: [ended(byHand)] });
    const rails = { ...PROMPT, pinned: ['hr:1'] };
    expect((await revert(world, { manifest: over, rails })).overall).toBe('remains');
    expect(world.edges).toEqual([kept, byHand]);
  });

  it('H4.24 honest twin: what goes beside an observed line is done, and the next run says what stays', async () => {
    const world = new FakeWorld([kept, byHand, direct]);
    const observed = governed({ mode: 'observe', accounts: [] }, enforced([]));
    expect((await revert(world, { manifest: observed })).overall).toBe('done');
    expect(world.edges).toEqual([kept, byHand]);
    expect((await revert(world, { manifest: observed, run: 'run-2' })).overall).toBe('remains');
  });

  it('H4.24 honest twin: what another repository owns is no drift, and nothing is left to do', async () => {
    const world = new FakeWorld([kept, byHand]);
    const theirs = manifest({
      edges: [wanted(kept)],
      catalogue: {
        groups: [group(READERS, { external: 'network-team' })],
        scopes: [enforced([READERS])],
      },
    });
    expect(await revert(world, { manifest: theirs })).toMatchObject({
      overall: 'nothing',
      drift: { verdict: 'clean' },
    });
  });

  it('polls an asynchronous removal to its end and reads back', async () => {
    const world = new FakeWorld([kept, direct]);
    await revert(world);
    expect(world.calls.filter((call) => call.startsWith('aws.'))).toEqual([
      'aws.sweep',
      'aws.submit',
      'aws.poll',
      'aws.poll',
      'aws.readBack',
    ]);
    expect(world.edges).toEqual([kept]);
  });

  it('is done only when what was pushed is gone too', async () => {
    const world = new FakeWorld([kept, atSource, atTarget]);
    const result = await revert(world);
    expect(result.overall).toBe('done');
    expect(result.results[0]?.targets.map((target) => target.state)).toEqual(['ended', 'ended']);
    expect(world.removed).toEqual([atSource]);
    expect(world.edges).toEqual([kept]);
  });

  it('writes the intent before the first effect, with a deadline, and the outcome after the read back', async () => {
    const world = new FakeWorld([kept, byHand]);
    await revert(world);
    expect(world.entries.map((entry) => entry.kind)).toEqual([
      'first-seen',
      'object',
      'intent',
      'attempt',
      'outcome',
      'run-ended',
    ]);
    const intent = world.entries.find((entry) => entry.kind === 'intent');
    expect(intent).toMatchObject({
      edges: [idOf(byHand)],
      deadline: '2026-11-21T13:00:00.000Z',
      op: 'remove',
    });
  });

  it('judges everything before it touches anything', async () => {
    const world = new FakeWorld([kept, byHand, direct]);
    await revert(world);
    const firstEffect = world.calls.findIndex((call) => call.endsWith('submit'));
    expect(world.calls.slice(firstEffect).filter((call) => call.endsWith('sweep'))).toEqual([]);
  });

  it('takes a policy attached by hand off a set', async () => {
    const extra = 'arn:aws:iam::aws:policy/IAMFullAccess';
    const world = new FakeWorld([kept], ['ProdAdmin'], [], [...CONTENT.managed, extra]);
    const result = await revert(world, {
      manifest: manifest({ edges: [wanted(kept)], catalogue: { permissionSets: [set(ADMIN_SET)] } }),
    });
    expect(result).toMatchObject({
      overall: 'done',
      results: [{ state: 'revoked' }],
    });
    expect(world.managedPolicies).toEqual(CONTENT.managed);
  });

  it('provisions a set again whose content is right and whose account is behind', async () => {
    const world = new FakeWorld([kept], ['ProdAdmin'], []);
    world.stale = [PROD];
    const result = await revert(world, {
      manifest: manifest({ edges: [wanted(kept)], catalogue: { permissionSets: [set(ADMIN_SET)] } }),
    });
    expect(result).toMatchObject({ overall: 'done', plan: { lines: [{ action: 're-provision' }] } });
    expect(world.stale).toEqual([]);
  });
});

describe('a grant of every kind', () => {
  const EXAMPLES: Readonly<Record<keyof typeof KINDS, Edge>> = {
    'okta.group-membership': edge(EVE, ADMINS),
    'aws.group-membership': edge(EVE, READERS),
    'aws.assignment': edge(EVE, assignment(READ_SET)),
    'okta.app-assignment': edge(EVE, SALESFORCE),
  };

  it.each(Object.entries(EXAMPLES))('is revoked and read back by the workflow: %s', async (kind, one) => {
    expect(kindOf(one)).toBe(kind);
    const world = new FakeWorld([kept, one]);
    const result = await revert(world);
    expect(result.overall).toBe('done');
    expect(world.edges).toEqual([kept]);
  });
});

describe('a revert that meets trouble', () => {
  const denied = new WritError('PROVIDER_DENIED', 'access denied', { remedy: 'allow it' });

  it('REQ-058 reports each target, partial as a whole, and lists what is still active', async () => {
    const world = new FakeWorld([kept, byHand, direct]);
    world.trouble = (call, revocation) => {
      if (
        call === 'aws.submit' &&
        revocation?.what === 'edge' &&
        revocation.live.edge.target.kind === 'aws.group'
      )
        throw denied;
    };
    const result = await revert(world);
    expect(result.overall).toBe('partial');
    expect(result.results.map((line) => line.state).sort()).toEqual(['failed', 'revoked']);
    expect(result.stillActive).toEqual(['Dana Fox is a member of Identity Store group prod-readers']);
    expect(world.edges).toEqual([kept, byHand]);
  });

  it('REQ-058 is partial when the source ended and the place it was pushed to did not', async () => {
    const world = new FakeWorld([kept, atSource, atTarget]);
    world.pushDelay = 24 * 3_600_000;
    const result = await revert(world);
    expect(result.overall).toBe('partial');
    expect(result.results[0]?.targets.map((target) => target.state)).toEqual(['ended', 'still-active']);
    expect(result.stillActive).toHaveLength(1);
  });

  it('does not take the word of a provider that says done and still shows it', async () => {
    const world = new FakeWorld([kept, byHand]);
    const ports = world.ports();
    const lying = ports.revokers.map((revoker) => ({
      ...revoker,
      submit: async () => ({ state: 'done' as const }),
    }));
    const result = await runRevert({ ...ports, revokers: lying }, input());
    expect(result).toMatchObject({ overall: 'partial', results: [{ state: 'still-live' }] });
  });

  it.each([
    ['a failed operation', { state: 'failed' as const, reason: 'conflict' }, 'failed'],
    ['an operation that never ends', { state: 'pending' as const }, 'stuck'],
  ])('reports %s', async (_, polled, state) => {
    const world = new FakeWorld([kept, direct]);
    const ports = world.ports();
    const revokers = ports.revokers.map((revoker) => ({ ...revoker, poll: async () => polled }));
    expect((await runRevert({ ...ports, revokers }, input())).results).toMatchObject([{ state }]);
  });

  it('H2.13 says what a provisioning spread although it failed, before it says that it failed', async () => {
    const extra = 'arn:aws:iam::aws:policy/IAMFullAccess';
    const world = new FakeWorld([kept], ['ProdAdmin'], [], [...CONTENT.managed, extra]);
    const spread = new WritError('CONTENT_SPREAD', 'in `1`', { remedy: 'run drift' });
    const ports = world.ports();
    const revokers = ports.revokers.map((revoker) => ({
      ...revoker,
      submit: async () => ({ state: 'pending' as const, token: 't' }),
      poll: async () => ({ state: 'failed' as const, reason: 'one account is closed' }),
      readBack: async () => ({ state: 'spread' as const, accounts: ['1'], error: spread }),
    }));
    const declared = manifest({ edges: [wanted(kept)], catalogue: { permissionSets: [set(ADMIN_SET)] } });
    const result = await runRevert({ ...ports, revokers }, input({ manifest: declared }));
    expect(result).toMatchObject({
      overall: 'partial',
      results: [{ state: 'spread', targets: [{ state: 'spread' }] }],
    });
  });

  it('takes a denied poll for a failure, never for success', async () => {
    const world = new FakeWorld([kept, direct]);
    world.trouble = (call) => {
      if (call === 'aws.poll') throw denied;
    };
    expect((await revert(world)).results).toMatchObject([
      { state: 'failed', detail: 'PROVIDER_DENIED: access denied' },
    ]);
  });

  it('touches nothing when the intent cannot be written', async () => {
    const world = new FakeWorld([kept, byHand]);
    world.trouble = (call) => {
      if (call === 'journal.append')
        throw new WritError('WRITE_FAILED', 'disk full', { remedy: 'make room' });
    };
    await expect(revert(world)).rejects.toMatchObject({ code: 'WRITE_FAILED' });
    expect(world.removed).toEqual([]);
  });

  it('stops touching things as soon as the journal cannot be written', async () => {
    const world = new FakeWorld([kept, byHand, edge(EVE, READERS), edge(DANA, assignment())]);
    world.trouble = (call) => {
      if (call === 'journal.append' && world.removed.length > 0) throw new Error('disk full');
    };
    const result = await revert(world, { atOnce: 1 });
    expect(world.removed).toHaveLength(1);
    expect(result).toMatchObject({ overall: 'partial', stopped: { code: 'WRITE_FAILED' } });
  });

  it('stops between steps when asked to, records it, and the next run goes on', async () => {
    const world = new FakeWorld([kept, byHand, edge(EVE, READERS)]);
    const stop = new AbortController();
    world.trouble = () => {
      if (world.removed.length > 0) stop.abort();
    };
    const first = await revert(world, { signal: stop.signal, atOnce: 1 });
    expect(first).toMatchObject({ overall: 'interrupted', stopped: { code: 'INTERRUPTED' } });
    expect(world.removed).toHaveLength(1);
    expect(world.entries.at(-1)).toMatchObject({ kind: 'run-ended', interrupted: true });
    world.trouble = () => undefined;
    expect((await revert(world, { run: 'run-2' })).overall).toBe('done');
    expect(world.edges).toEqual([kept]);
  });

  it('goes on where a sweep failed with what it did see, and is not clean', async () => {
    const world = new FakeWorld([kept, byHand]);
    world.trouble = (call) => {
      if (call === 'okta.sweep') throw denied;
    };
    const result = await revert(world);
    expect(world.edges).toEqual([kept]);
    expect(result.overall).toBe('incomplete');
  });

  it('refuses a clock that runs behind the manifest: every new grant would look as if it had come too early', async () => {
    const world = new FakeWorld([kept, byHand]);
    const early = { ...manifest(), asOf: '2027-01-01T00:00:00.000Z' as never };
    await expect(revert(world, { manifest: early })).rejects.toMatchObject({ code: 'CLOCK_BACKWARDS' });
    expect(world.removed).toEqual([]);
  });

  it('H1.3 goes on with an entry that lies ahead of the clock, and says it; what it saw first does not count', async () => {
    const far = parseInstant('2099-01-01T00:00:00Z');
    const over = edge(EVE, READERS);
    const world = new FakeWorld([kept, byHand, over]);
    world.entries.push({ kind: 'first-seen', at: far, edge: idOf(byHand), finding: 'ORPHANED_GRANT' });
    const result = await revert(world, {
      rails: DEFAULT_RAILS,
      manifest: manifest({ edges: [wanted(kept)], ended: [ended(over)] }),
    });
    expect(world.removed).toEqual([over]);
    expect(result.drift.record).toMatchObject([{ code: 'TIME_AHEAD' }]);
    expect(result.plan.lines.find(({ finding }) => finding.subject.id === idOf(byHand))).toMatchObject({
      verdict: { state: 'held', rail: 'grace' },
    });
    world.clock.advance(DEFAULT_RAILS.grace);
    await revert(world, { rails: DEFAULT_RAILS, run: 'run-2' });
    expect(world.edges).toEqual([kept]);
  });

  it('H1.3 holds what a clock behind the record would call too early, and not once it has written itself', async () => {
    const early = wanted(byHand, {
      window: { start: plus(NOON, 86_400_000), end: 'standing' },
    });
    const world = new FakeWorld([kept, byHand]);
    world.entries.push({ kind: 'gone', at: plus(NOON, 2 * 86_400_000), edge: idOf(direct) });
    const when = { manifest: manifest({ edges: [wanted(kept), early] }) };
    expect((await revert(world, when)).plan.lines).toMatchObject([
      { finding: { code: 'BEFORE_WINDOW' }, verdict: { state: 'held', rail: 'clock' } },
    ]);
    await revert(world, { ...when, run: 'run-2' });
    expect(world.removed).toEqual([byHand]);
  });

  it('H1.3 bears an entry of a clock a little ahead in silence', async () => {
    const world = new FakeWorld([kept]);
    world.entries.push({ kind: 'gone', at: plus(NOON, CLOCK_SKEW), edge: idOf(byHand) });
    expect((await revert(world)).drift.record).toEqual([]);
  });

  it('with a journal that does not verify, goes on with ends and stops with what looks foreign', async () => {
    const expired = edge(EVE, READERS);
    const world = new FakeWorld([kept, byHand, expired]);
    const ports = world.ports();
    const journal = {
      ...ports.journal,
      read: async () => {
        throw new WritError('JOURNAL_CORRUPT', 'line 3 is not an entry', { remedy: 'restore it' });
      },
    };
    const result = await runRevert(
      { ...ports, journal },
      input({ manifest: manifest({ edges: [wanted(kept)], ended: [ended(expired)] }) }),
    );
    expect(world.removed).toEqual([expired]);
    expect(result.overall).toBe('held');
  });
});

describe('drift cycles', () => {
  it('remember first sight once, and add nothing while nothing changes', async () => {
    const world = new FakeWorld([kept, byHand]);
    const first = await runDrift(world.ports(), input());
    world.clock.advance(60_000);
    const second = await runDrift(world.ports(), input());
    expect(world.entries.map(({ kind }) => kind)).toEqual(['first-seen', 'object']);
    expect(second.report.findings[0]?.firstSeen).toBe(first.report.at);
  });

  it('remember what is gone, and not what merely could not be read', async () => {
    const world = new FakeWorld([kept, byHand]);
    await runDrift(world.ports(), input());
    world.unread = [[OKTA_SOURCE, { part: 'listing', of: 'groups' }]];
    await runDrift(world.ports(), input({ manifest: manifest({ edges: [wanted(kept), wanted(byHand)] }) }));
    expect(world.entries.filter((entry) => entry.kind === 'gone')).toEqual([]);
    world.unread = [];
    await runDrift(world.ports(), input({ manifest: manifest({ edges: [wanted(kept), wanted(byHand)] }) }));
    expect(
      world.entries.filter((entry) => entry.kind === 'gone').map((e) => 'edge' in e && e.edge),
    ).toContain(idOf(byHand));
  });
});

describe('laws of a revert', () => {
  const people = [DANA, SAM, EVE];
  const targets = [READERS, ADMINS, assignment(ADMIN_SET), assignment(READ_SET)];
  const anyEdges = fc.uniqueArray(
    fc.tuple(fc.constantFrom(...people), fc.constantFrom(...targets)).map(([who, what]) => edge(who, what)),
    { selector: edgeKey, maxLength: 8 },
  );

  it('after it, judging again finds nothing more to take away, and nothing wanted was lost', async () => {
    await fc.assert(
      fc.asyncProperty(anyEdges, anyEdges, async (alive, declared) => {
        const world = new FakeWorld(alive);
        const want = manifest({ edges: declared.map((one) => wanted(one)) });
        await revert(world, { manifest: want });
        world.clock.advance(3_600_000);
        const after = await runDrift(world.ports(), input({ manifest: want }));
        expect(after.report.findings.filter((finding) => finding.class !== 'missing')).toEqual([]);
        const keys = new Set(declared.map(edgeKey));
        expect(world.edges.map(edgeKey).sort()).toEqual(
          alive
            .map(edgeKey)
            .filter((key) => keys.has(key))
            .sort(),
        );
      }),
      { numRuns: 60 },
    );
  });
});
