import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { verifyLedger } from '../../lib/evidence/index.js';
import { directoryStore } from '../../lib/adapters/ledger/directory.js';
import { digest, digestOf, instantOf, type Digest } from '../../lib/kernel/index.js';
import { OKTA_SOURCE } from '../../lib/model/index.js';
import type { Decision } from '../../lib/policy/index.js';
import { explain, snapshotOf, stateAt } from '../../lib/record/index.js';
import { recordSynthesis } from '../../lib/workflow/index.js';
import {
  ADMINS,
  assignment,
  AWS_ADMINS,
  edge,
  ended,
  idOf,
  LAST_WEEK,
  NOON,
  READERS,
  TOMORROW,
  wanted,
  YESTERDAY,
} from '../_helpers/build.js';
import { DANA, EVE, kept, made, PROMPT, SAM, Stage, TICKET, wants } from './_evidence-stage.js';

const byHand = edge(DANA, READERS);
const direct = edge(EVE, assignment());
const OPEN = { start: LAST_WEEK, end: TOMORROW };

describe('the evidence of a drift run', () => {
  it('holds what each source was read to be, and what was judged of it, by digests of bodies kept beside it', async () => {
    const stage = await Stage.of([kept, byHand]);
    const { survey, report } = await stage.drift();
    const [judged] = await stage.of('drift');
    expect(await stage.kinds()).toEqual(['first-seen', 'object', 'observation', 'observation', 'drift']);
    expect(judged?.body).toMatchObject({
      wanted: digestOf(wants()),
      live: digestOf(snapshotOf(survey.inventory)),
      complete: true,
      counts: { matched: 1, foreign: 1 },
    });
    expect(await stage.body(judged?.body.wanted as Digest)).toEqual(JSON.parse(JSON.stringify(wants())));
    expect(await stage.body(judged?.body.report as Digest)).toMatchObject({ verdict: report.verdict });
  });

  it('says of a source that was not read whole how much failed', async () => {
    const stage = await Stage.of([kept]);
    stage.world.unread = [[OKTA_SOURCE, { part: 'group', group: 'g', name: 'g' }]];
    await stage.drift();
    const seen = await stage.of('observation');
    expect(seen.map(({ body }) => [body.source, body.complete, body.failures])).toEqual(
      expect.arrayContaining([
        ['okta', false, 1],
        ['aws', true, 0],
      ]),
    );
    expect((await stage.of('drift'))[0]?.body.complete).toBe(false);
  });

  it('appends nothing in an idle cycle', async () => {
    const stage = await Stage.of([kept, byHand]);
    await stage.drift();
    const before = await stage.kinds();
    stage.world.clock.advance(60_000);
    await stage.drift();
    await stage.drift();
    expect(await stage.kinds()).toEqual(before);
  });

  it('records again when the world or what is wanted changed', async () => {
    const stage = await Stage.of([kept, byHand]);
    await stage.drift();
    await stage.drift(wants({ asOf: instantOf(Date.parse(NOON) - 1000) }));
    expect(await stage.of('drift')).toHaveLength(2);
  });

  it('verifies a ticket once: when every edge of it was seen live', async () => {
    const grant = {
      principal: SAM,
      package: 'prod-read',
      asset: 'payments',
      entitlement: READERS,
      via: [idOf(kept)] as const,
      bases: [{ basis: TICKET, window: OPEN }] as const,
    };
    const of = wants({ edges: [wanted(kept, { basis: TICKET, window: OPEN })], grants: [grant] });
    const stage = await Stage.of([]);
    await stage.drift(of);
    expect(await stage.of('verification')).toEqual([]);
    const there = await Stage.of([kept]);
    await there.drift(of);
    await there.drift(of);
    expect((await there.of('verification')).map(({ body }) => [body.basis, body.state])).toEqual([
      [TICKET, 'matched'],
    ]);
  });
});

describe('REQ-106 the evidence of an end', () => {
  const over = wants({ ended: [ended(byHand, { basis: TICKET })] });

  it('is recorded with its proof once a whole reading after it shows it gone', async () => {
    const stage = await Stage.of([kept]);
    await stage.drift(over);
    await stage.drift(over);
    expect((await stage.of('end')).map(({ body }) => [body.basis, body.at, body.cause])).toEqual([
      [TICKET, YESTERDAY, 'window'],
    ]);
    const [proof, ...more] = await stage.of('end-verification');
    expect(more).toEqual([]);
    expect(proof?.body).toMatchObject({ state: 'absent', edges: [idOf(byHand)], endedAt: YESTERDAY });
    expect((proof?.body.observation.at ?? '') > YESTERDAY).toBe(true);
  });

  it('has no proof while it is live, nor from a part that could not be read', async () => {
    const live = await Stage.of([kept, byHand]);
    await live.drift(over);
    expect(await live.of('end')).toHaveLength(1);
    expect(await live.of('end-verification')).toEqual([]);

    const unread = await Stage.of([kept]);
    unread.world.unread = [[READERS.source, { part: 'listing', of: 'groups' }]];
    await unread.drift(over);
    expect(await unread.of('end-verification')).toEqual([]);
  });

  it('is not proved again by a later drift run once a read-back proved it', async () => {
    const stage = await Stage.of([kept, byHand]);
    await stage.revert(over);
    stage.world.clock.advance(1000);
    await stage.drift(over);
    expect(await stage.of('end-verification')).toHaveLength(1);
  });

  it('has its proof from the read-back of the revert that took it away', async () => {
    const stage = await Stage.of([kept, byHand]);
    await stage.revert(over);
    const records = await stage.evidence.records();
    const [ticket] = explain(
      { what: 'ticket', ticket: 'ACC-0007' },
      records,
      stage.world.clock.now(),
    ).tickets;
    expect(ticket?.end).toMatchObject({ state: 'ended', at: YESTERDAY });
  });
});

describe('the evidence of a revert', () => {
  it('REQ-105 holds both readings of its scope with digests, and the difference within it', async () => {
    const stage = await Stage.of([kept, byHand]);
    await stage.revert();
    const [entry] = await stage.of('revocation');
    expect(entry?.body).toMatchObject({
      by: 'hr:9',
      run: 'run-1',
      reasonCode: 'ORPHANED_GRANT',
      state: 'revoked',
      scope: [idOf(byHand)],
      diff: [{ op: 'remove', edge: idOf(byHand) }],
    });
    expect(await stage.body(entry?.body.before.digest as Digest)).toMatchObject({
      edges: [{ edge: idOf(byHand), state: 'live' }],
    });
    expect(await stage.body(entry?.body.after.digest as Digest)).toMatchObject({
      edges: [{ edge: idOf(byHand), state: 'absent' }],
    });
  });

  it('stands in the order in which things were done, in a ledger that verifies', async () => {
    const stage = await Stage.of([kept, byHand]);
    await stage.revert();
    expect(await stage.kinds()).toEqual([
      'first-seen',
      'object',
      'observation',
      'observation',
      'drift',
      'intent',
      'attempt',
      'revocation',
      'outcome',
      'run-ended',
    ]);
    const store = directoryStore(join(stage.evidence.folder, 'ledger'));
    expect(await verifyLedger({ store, key: stage.evidence.key })).toMatchObject({ state: 'whole' });
  });

  it('shows no difference for a removal that did not end it', async () => {
    const stage = await Stage.of([kept, byHand]);
    stage.world.trouble = (call) => {
      if (call === 'aws.submit') throw new Error('refused');
    };
    await stage.revert();
    expect((await stage.of('revocation')).map(({ body }) => [body.state, body.diff])).toEqual([
      ['failed', []],
    ]);
  });

  it('covers what was pushed from the edge too', async () => {
    const [atSource, atTarget] = [edge(DANA, ADMINS), edge(DANA, AWS_ADMINS)];
    const stage = await Stage.of([kept, atSource, atTarget]);
    await stage.revert();
    const [entry] = await stage.of('revocation');
    expect(entry?.body.diff).toEqual(
      [idOf(atSource), idOf(atTarget)].sort().map((id) => ({ op: 'remove', edge: id })),
    );
  });

  it('appends nothing when it was not confirmed', async () => {
    const stage = await Stage.of([kept, byHand]);
    await stage.revert(wants(), { confirm: false });
    expect(await stage.kinds()).toEqual([]);
  });

  it('leaves the state that is live: what was revoked is no finding any more', async () => {
    const stage = await Stage.of([kept, direct]);
    await stage.revert();
    await stage.drift();
    const state = stateAt(await stage.evidence.records(), stage.world.clock.now());
    expect(state.findings.size).toBe(0);
  });
});

/** Spoils the first entry after the founding; gives what mends it. */
function damage({ evidence }: Stage): () => void {
  const first = join(evidence.folder, 'ledger', 'entries', '000', '000', '000000001.json');
  const whole = readFileSync(first, 'utf8');
  writeFileSync(first, whole.replace('"seq"', '"seq" '));
  return () => writeFileSync(first, whole);
}

/** The kinds of the entries that lie aside. */
function kindsAside({ evidence }: Stage): string[] {
  const path = join(evidence.folder, 'aside.jsonl');
  const lines = existsSync(path) ? readFileSync(path, 'utf8').trimEnd().split('\n') : [];
  return lines.map((line) => (JSON.parse(line) as { kind: string }).kind);
}

describe('a ledger that does not verify', () => {
  it('stops a drift run, and stops foreign reverts while ends go on', async () => {
    const expired = edge(EVE, READERS);
    const of = wants({ ended: [ended(expired)] });
    const stage = await Stage.of([kept, byHand, expired]);
    await stage.drift(of);
    const mend = damage(stage);

    await expect(stage.drift(of)).rejects.toMatchObject({ code: 'JOURNAL_CORRUPT' });
    const result = await stage.revert(of);
    expect(stage.world.removed).toEqual([expired]);
    expect(
      result.plan.lines.filter(({ verdict }) => verdict.state === 'held').map(({ verdict }) => verdict),
    ).toMatchObject([{ rail: 'record' }]);
    const kinds = kindsAside(stage);
    expect(kinds).toEqual(['intent', 'attempt', 'outcome', 'run-ended']);

    mend();
    await stage.drift(of);
    expect(await stage.kinds()).toEqual(expect.arrayContaining(kinds));
    expect(kindsAside(stage)).toEqual([]);
  });

  it.each([
    ['the ceiling holds over runs in a row', 1, ['ceiling']],
    ['and below it ends go on', 2, []],
  ])('counts what was taken away meanwhile: %s', async (_what, count, held) => {
    const [one, two] = [edge(EVE, READERS), edge(DANA, READERS)];
    const of = wants({ ended: [ended(one), ended(two)] });
    const stage = await Stage.of([kept, one, two]);
    await stage.drift(of);
    damage(stage);
    const rails = { ...PROMPT, ceiling: { ...PROMPT.ceiling, count, fractionFrom: 20 } };
    await stage.revert(of, { rails, only: [idOf(one)] });
    expect(stage.world.removed).toEqual([one]);
    const { plan } = await stage.revert(of, { rails, run: 'run-2' });
    expect(plan.lines.flatMap(({ verdict }) => (verdict.state === 'held' ? [verdict.rail] : []))).toEqual(
      held,
    );
    expect(stage.world.removed).toHaveLength(held.length === 0 ? 2 : 1);
  });

  it('remembers nothing anew: a group that was made again meanwhile is not the one that was known', async () => {
    const expired = edge(EVE, READERS);
    const of = wants({ ended: [ended(expired)] });
    const stage = await Stage.of([kept, byHand, expired]);
    await stage.drift(of);
    damage(stage);
    await stage.revert(of);
    const kinds = kindsAside(stage);
    expect(kinds).toContain('attempt');
    for (const kind of ['object', 'first-seen', 'gone']) expect(kinds).not.toContain(kind);
  });

  it('goes on with ends also where what lies aside is damaged as well', async () => {
    const expired = edge(EVE, READERS);
    const of = wants({ ended: [ended(expired)] });
    const stage = await Stage.of([kept, byHand, expired]);
    await stage.drift(of);
    writeFileSync(join(stage.evidence.folder, 'aside.jsonl'), 'no entry\n');
    await expect(stage.drift(of)).rejects.toMatchObject({ code: 'JOURNAL_CORRUPT', place: { line: 1 } });
    await stage.revert(of);
    expect(stage.world.removed).toEqual([expired]);
    damage(stage);
    await stage.revert(of, { run: 'run-2' });
    expect(stage.world.removed).toEqual([expired]);
  });
});

describe('REQ-037 decisions', () => {
  const decision = (ticket: string, props: Partial<Decision> = {}): Decision => ({
    ticket,
    digest: digest(ticket),
    outcome: 'approve',
    rules: ['route-one'],
    reasons: ['the owner approved'],
    approvers: ['hr:7'],
    policy: digest('policy'),
    at: YESTERDAY,
    ...props,
  });
  const denied = decision('ACC-0002', {
    outcome: 'deny',
    rules: ['separation-of-duties'],
    reasons: ['prepares payments already'],
    approvers: [],
  });

  async function recorded(decisions: readonly Decision[], of = wants()): Promise<Stage> {
    const stage = await Stage.of([]);
    await recordSynthesis(stage.ports().recorder!, stage.world.clock, made(of, decisions));
    return stage;
  }

  it('are each recorded with outcome, rules, reasons and the digests of inputs and policy, denials too', async () => {
    const stage = await recorded([decision('ACC-0001'), denied]);
    expect((await stage.of('decision')).map(({ body }) => body)).toMatchObject([
      { ticket: 'ACC-0001', outcome: 'approve', inputs: digestOf(wants().inputs), policy: digest('policy') },
      {
        ticket: 'ACC-0002',
        outcome: 'deny',
        rules: ['separation-of-duties'],
        reasons: ['prepares payments already'],
      },
    ]);
  });

  it('include what intake refused, by the codes that refused it', async () => {
    const reasons = [
      { code: 'SUBJECT_UNKNOWN', message: 'nobody is `hr:99`', remedy: 'name somebody' },
    ] as const;
    const stage = await recorded(
      [],
      wants({ omitted: [{ ticket: 'ACC-0003', file: 'f', state: 'invalid', reasons }] }),
    );
    expect((await stage.of('decision')).map(({ body }) => body)).toMatchObject([
      { ticket: 'ACC-0003', outcome: 'refuse', rules: ['SUBJECT_UNKNOWN'], reasons: ['nobody is `hr:99`'] },
    ]);
  });

  it('are recorded anew when their row is completed by another approver, and not once they were found to suffice', async () => {
    const alone = decision('ACC-0001', { approvers: ['hr:7'] });
    const both = decision('ACC-0001', { approvers: ['hr:7', 'hr:8'] });
    const seats = new Map([[both, [{ approver: 'hr:8', role: 'team security-oncall' }]]]);
    const stage = await recorded([alone]);
    const recorder = stage.ports().recorder!;
    await recordSynthesis(recorder, stage.world.clock, { ...made(wants(), [both]), seats });
    await recordSynthesis(
      recorder,
      stage.world.clock,
      made(wants(), [decision('ACC-0001', { approvers: ['hr:9'] })]),
    );
    expect((await stage.of('decision')).map(({ body }) => body.approvers)).toEqual([
      ['hr:7'],
      ['hr:7', 'hr:8'],
    ]);
  });

  it('are recorded once, however often they are read', async () => {
    const stage = await recorded([denied]);
    await recordSynthesis(
      stage.ports().recorder!,
      stage.world.clock,
      made(wants({ asOf: NOON }), [denied, decision('ACC-0004')]),
    );
    expect(await stage.of('decision')).toHaveLength(2);
  });
});
