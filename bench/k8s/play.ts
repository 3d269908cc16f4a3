import { startSandbox, type Sandbox } from '../../sandbox/index.js';
import { seedOf } from '../../sandbox/seeding/seed.js';
import type { DriftReport, Finding } from '../../lib/drift/index.js';
import type { IdentitySnapshot } from '../../lib/identity/index.js';
import { parseInstant } from '../../lib/kernel/index.js';
import type { Holder } from '../../lib/model/index.js';
import { synthesize, type Synthesis } from '../../lib/synth/index.js';
import { runDrift } from '../../lib/workflow/index.js';
import { mulberry32 } from '../support/random.js';
import { sandboxPorts } from '../support/ports.js';
import { assignmentText, hundredChanges, membershipText } from './changes.js';
import { declareSnapshot } from './declare.js';
import { identityOfSnapshot } from './feeds.js';
import type { Snapshot } from './snapshot.js';
import { approveAll, ticketsOf } from './tickets.js';

/** Told of each step as it ends. */
export type Say = (step: string, what: string) => void;

/**
 * Loads an organization, declares the same, and finds exactly what a hundred changes by hand, drawn from `seed`, did to
 * it. Returns how many edges they touched; throws where anything else is found or missed.
 */
export async function playOrganization(snapshot: Snapshot, seed: number, say: Say): Promise<number> {
  const asOf = parseInstant(snapshot.commit_date);
  const identity = identityOfSnapshot(snapshot, asOf);
  const catalogue = declareSnapshot(snapshot);
  say(
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
  say(
    'synthesized',
    `${manifest.grants.length} grants, ${manifest.edges.length} edges, ${manifest.shards.length} stacks from ${tickets.length} tickets`,
  );
  const world = seedOf(manifest, identity);
  const sandbox = await startSandbox({
    load: world,
    startAt: Date.parse(asOf),
    settings: { scimDelayMs: 0, assignmentDelayMs: 0 },
  });
  try {
    must(
      world.okta?.memberships?.length === snapshot.memberships.length,
      'not every published membership was declared',
    );
    say(
      'loaded',
      `${world.okta?.memberships?.length ?? 0} memberships, ${world.aws?.assignments?.length ?? 0} assignments`,
    );
    const before = await driftRun(sandbox, synthesis);
    say(
      'drift',
      `${before.report.counts.matched} matched, ${before.report.findings.length} findings, ${before.calls} calls, verdict ${before.report.verdict}`,
    );
    must(
      before.report.verdict === 'clean',
      `a fresh load drifts: ${JSON.stringify(before.report.findings.slice(0, 3), undefined, 1)}`,
    );
    const changes = hundredChanges(
      {
        okta: world.okta?.memberships ?? [],
        assignments: world.aws?.assignments ?? [],
        users: identity.people.map((person) => person.email),
        pushed: new Set(world.okta?.pushMappings?.map((push) => push.target)),
      },
      mulberry32(seed),
    );
    for (const { action } of changes) await tamper(sandbox, action);
    await tick(sandbox);
    say('changed by hand', `100 changes, ${changes.length} calls`);
    const after = await driftRun(sandbox, synthesis);
    say('drift', `${after.report.findings.length} findings, ${after.calls} calls`);
    compare(
      changes.flatMap((change) => change.expected),
      after.report.findings,
      emailsOf(identity),
    );
    return changes.length;
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

type Emails = ReadonlyMap<string, string>;

function emailsOf({ people }: IdentitySnapshot): Emails {
  return new Map(people.map(({ id, email }) => [id, email]));
}

function compare(expected: readonly string[], findings: readonly Finding[], emails: Emails): void {
  const found = findings.map((finding) => textOf(finding, emails));
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

function textOf(finding: Finding, emails: Emails): string {
  const { subject } = finding;
  if (subject.what !== 'edge') return JSON.stringify([finding.class, subject.what, subject.id]);
  const { holder, target } = subject.edge;
  if (target.kind === 'aws.assignment')
    return assignmentText(finding.class, nameOf(holder, emails), target.set.name, target.account);
  return membershipText(
    `${finding.class} ${target.kind === 'okta.group' ? 'okta' : 'aws'}`,
    target.name,
    nameOf(holder, emails),
  );
}

function nameOf(holder: Holder, emails: Emails): string {
  if ('name' in holder) return holder.name;
  return holder.kind === 'unlinked' ? holder.native : (emails.get(holder.id) ?? holder.id);
}

function must(holds: boolean, why: string): void {
  if (!holds) throw new Error(why);
}
