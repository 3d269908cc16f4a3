import { parseArgs } from 'node:util';
import { startSandbox, type Sandbox } from '../sandbox/index.js';
import { seedOf } from '../lib/cli/seed.js';
import type { DriftReport, Finding } from '../lib/drift/index.js';
import { isWritError, parseInstant } from '../lib/kernel/index.js';
import type { Holder } from '../lib/model/index.js';
import { synthesize, type Synthesis } from '../lib/synth/index.js';
import { runDrift } from '../lib/workflow/index.js';
import { assignmentText, hundredChanges, membershipText } from './k8s/changes.js';
import { declareSnapshot } from './k8s/declare.js';
import { identityOfSnapshot } from './k8s/feeds.js';
import { readSnapshot } from './k8s/snapshot.js';
import { approveAll, ticketsOf } from './k8s/tickets.js';
import { sandboxPorts } from './support/ports.js';

const SEED = 20_261_121;

/** Loads a real organization, declares the same, and finds exactly what a hundred changes by hand did to it. */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { data: { type: 'string' }, json: { type: 'boolean' } } });
  if (values.data === undefined) throw new Error('usage: npm run bench:k8s-org -- --data FOLDER');
  const say = new Steps();
  const snapshot = readSnapshot(values.data);
  const asOf = parseInstant(snapshot.commit_date);
  const identity = identityOfSnapshot(snapshot, asOf);
  const catalogue = declareSnapshot(snapshot);
  say.step(
    'declared',
    `${snapshot.teams.length} teams, ${identity.people.length} people, ${catalogue.groups.length} groups`,
  );
  const tickets = ticketsOf(snapshot);
  const decisions = approveAll(tickets, catalogue, identity, asOf);
  const synthesis = synthesize({ catalogue, tickets, identity, decisions, asOf, shards: { ticketed: 256 } });
  const { manifest } = synthesis;
  must(
    manifest.omitted.length === 0,
    `tickets give nothing: ${JSON.stringify(manifest.omitted.slice(0, 3), undefined, 1)}`,
  );
  say.step(
    'synthesized',
    `${manifest.grants.length} grants, ${manifest.edges.length} edges, ${manifest.shards.length} stacks from ${tickets.length} tickets`,
  );
  const seed = seedOf(manifest, identity);
  const sandbox = await startSandbox({
    load: seed,
    startAt: Date.parse(asOf),
    settings: { scimDelayMs: 0, assignmentDelayMs: 0 },
  });
  try {
    must(
      seed.okta?.memberships?.length === snapshot.memberships.length,
      'not every published membership was declared',
    );
    say.step(
      'loaded',
      `${seed.okta?.memberships?.length ?? 0} memberships, ${seed.aws?.assignments?.length ?? 0} assignments`,
    );
    const before = await driftRun(sandbox, synthesis);
    say.step(
      'drift',
      `${before.report.counts.matched} matched, ${before.report.findings.length} findings, ${before.calls} calls, verdict ${before.report.verdict}`,
    );
    must(
      before.report.verdict === 'clean',
      `a fresh load drifts: ${JSON.stringify(before.report.findings.slice(0, 3), undefined, 1)}`,
    );
    const changes = hundredChanges(
      {
        okta: seed.okta?.memberships ?? [],
        assignments: seed.aws?.assignments ?? [],
        users: identity.people.map((person) => person.email),
        pushed: new Set(seed.okta?.pushMappings?.map((push) => push.target)),
      },
      mulberry32(SEED),
    );
    for (const { action } of changes) await tamper(sandbox, action);
    await tick(sandbox);
    say.step('changed by hand', `100 changes, ${changes.length} calls`);
    const after = await driftRun(sandbox, synthesis);
    say.step('drift', `${after.report.findings.length} findings, ${after.calls} calls`);
    compare(
      changes.flatMap((change) => change.expected),
      after.report.findings,
    );
    process.stdout.write(`found exactly the ${changes.length} edges that 100 changes touched\n`);
  } finally {
    await sandbox.close();
  }
}

async function driftRun(
  sandbox: Sandbox,
  synthesis: Synthesis,
): Promise<{ report: DriftReport; calls: number }> {
  const { manifest, digest: manifestDigest, identity } = synthesis;
  const input = { manifest, manifestDigest, identity, pipelines: [], auditFor: 86_400_000 };
  const { report } = await runDrift(sandboxPorts(sandbox), input);
  return { report, calls: report.sources.reduce((sum, { calls }) => sum + calls, 0) };
}

async function tamper(sandbox: Sandbox, action: object): Promise<void> {
  const answer = await fetch(new URL('/tamper', sandbox.controlUrl), {
    method: 'POST',
    body: JSON.stringify(action),
    headers: { 'content-type': 'application/json' },
  });
  must(answer.ok, `${JSON.stringify(action)} was refused: ${await answer.text()}`);
}

async function tick(sandbox: Sandbox): Promise<void> {
  await fetch(new URL('/clock', sandbox.controlUrl), {
    method: 'POST',
    body: '{"advanceMs":60000}',
    headers: { 'content-type': 'application/json' },
  });
}

function compare(expected: readonly string[], findings: readonly Finding[]): void {
  const found = findings.map(textOf);
  const [wanted, seen] = [new Set(expected), new Set(found)];
  const missed = [...wanted].filter((text) => !seen.has(text));
  const extra = [...seen].filter((text) => !wanted.has(text));
  must(found.length === seen.size, 'a finding is reported twice');
  must(
    missed.length + extra.length === 0,
    `missed ${JSON.stringify(missed, undefined, 1)}\nextra ${JSON.stringify(extra, undefined, 1)}`,
  );
  for (const finding of findings) {
    const known = finding.class === 'missing' || finding.attribution.by === 'person';
    must(known, `nobody is named for ${finding.gives}: ${JSON.stringify(finding.attribution)}`);
  }
}

function textOf(finding: Finding): string {
  const { subject } = finding;
  if (subject.what !== 'edge') return JSON.stringify([finding.class, subject.what, subject.id]);
  const { holder, target } = subject.edge;
  if (target.kind === 'aws.assignment')
    return assignmentText(finding.class, nameOf(holder), target.set.name, target.account);
  return membershipText(
    `${finding.class} ${target.kind === 'okta.group' ? 'okta' : 'aws'}`,
    target.name,
    nameOf(holder),
  );
}

function nameOf(holder: Holder): string {
  if ('name' in holder) return holder.name;
  return holder.kind === 'unlinked' ? holder.native : `${holder.id}@example.com`;
}

/** Prints each step with its time and the memory of the process. */
class Steps {
  #last = process.hrtime.bigint();

  step(name: string, what: string): void {
    const now = process.hrtime.bigint();
    const seconds = (Number(now - this.#last) / 1e9).toFixed(1);
    this.#last = now;
    process.stdout.write(
      `${name.padEnd(16)} ${what}; ${seconds} s, ${Math.round(process.memoryUsage.rss() / 2 ** 20)} MB\n`,
    );
  }
}

function must(holds: boolean, why: string): void {
  if (!holds) throw new Error(why);
}

/** A small published generator: the same seed gives the same changes. */
function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

main().catch((error: unknown) => {
  process.stderr.write(`${isWritError(error) ? JSON.stringify(error, undefined, 2) : String(error)}
`);
  process.exitCode = 1;
});
