import { join } from 'node:path';
import { declare } from '../../entitlements/index.js';
import { fileDecisions } from '../../lib/adapters/files/decisions.js';
import { readIdentity } from '../../lib/adapters/feeds/read.js';
import { readTickets } from '../../lib/adapters/files/tickets.js';
import { catalogueOf } from '../../lib/declare/index.js';
import type { IdentitySnapshot } from '../../lib/identity/index.js';
import { parseInstant } from '../../lib/kernel/index.js';
import { intake } from '../../lib/policy/index.js';

const EXAMPLE = join(__dirname, '..', '..', 'entitlements');
const AS_OF = parseInstant('2026-11-20T09:00:00Z');

function identity(): Promise<IdentitySnapshot> {
  const feed = (name: string): { data: string; manifest: string } => ({
    data: join(EXAMPLE, 'feeds', `${name}.csv`),
    manifest: join(EXAMPLE, 'feeds', `${name}.manifest.json`),
  });
  return readIdentity({ hr: feed('hr'), directory: feed('directory') }, AS_OF);
}

describe('the example organization', () => {
  it('is as large as a believable one', () => {
    const catalogue = catalogueOf(declare());

    expect(catalogue.accounts).toHaveLength(12);
    expect(catalogue.packages.length).toBeGreaterThanOrEqual(12);
    expect(catalogue.jobFunctions.length).toBeGreaterThanOrEqual(8);
    expect(catalogue.workloads).toHaveLength(6);
    expect(new Set(catalogue.workloads.map(({ kind }) => kind))).toEqual(
      new Set(['service', 'pipeline', 'ai-agent']),
    );
  });

  it('uses every carrier, tier, route and scope mode', () => {
    const { packages, scopes } = catalogueOf(declare());
    const carriers = packages.flatMap(({ grants }) =>
      grants.flatMap(({ entitlements }) =>
        entitlements.filter(({ target }) => target.kind === 'aws.assignment').map(({ carrier }) => carrier),
      ),
    );

    expect(new Set(carriers)).toEqual(new Set(['okta-push', 'identity-store', 'direct']));
    expect(new Set(packages.map(({ risk }) => risk))).toEqual(new Set(['low', 'medium', 'high', 'critical']));
    expect(new Set(packages.map(({ approval }) => approval.kind))).toEqual(
      new Set(['auto', 'one', 'dual', 'emergency']),
    );
    expect(new Set(scopes.map(({ mode }) => mode))).toEqual(new Set(['observe', 'warn', 'enforce']));
    expect(packages.some(({ overrides }) => overrides.length > 0)).toBe(true);
  });

  it('has 80 people, whose every active account and approver is known', async () => {
    const { people } = await identity();
    const active = people.filter(({ status }) => status === 'active');
    const approvers = catalogueOf(declare()).teams.flatMap((team) => team.approvers);

    expect(people).toHaveLength(80);
    expect(new Set(people.map(({ worker }) => worker))).toEqual(
      new Set(['employee', 'contractor', 'vendor']),
    );
    expect(
      active.filter(({ accounts }) => accounts.filter((a) => a.source !== 'github').length !== 2),
    ).toEqual([]);
    for (const id of approvers) {
      expect(active.find((person) => person.id === id)).toMatchObject({ forgeLogin: expect.any(String) });
    }
  });

  it('REQ-011 has two people of one name, told apart by their ids', async () => {
    const { people } = await identity();
    const namesakes = people.filter(({ name }) => name === 'Jordan Smith');

    expect(namesakes.map(({ id }) => id)).toEqual(['10152', '10301']);
    expect(new Set(namesakes.flatMap(({ accounts }) => accounts.map(({ native }) => native))).size).toBe(
      namesakes.flatMap(({ accounts }) => accounts).length,
    );
  });

  it('has a decision on the very content of each ticket but the one that waits; an end needs none', async () => {
    const catalogue = catalogueOf(declare());
    const { tickets, faults } = await readTickets(join(EXAMPLE, 'requests'));
    const { decisions } = await fileDecisions(join(EXAMPLE, 'decisions.json')).read();
    const snapshot = await identity();

    const decided = decisions.filter(({ outcome }) => outcome === 'approve' || outcome === 'deny');
    const waiting = tickets.filter((ticket) => {
      const decision = decided.find((each) => each.ticket === ticket.ticket);
      if (!decision) return ticket.kind !== 'removal';
      const { resolved } = intake(tickets, catalogue, snapshot, decision.at);
      return resolved.find((each) => each.ticket.ticket === ticket.ticket)?.digest !== decision.digest;
    });

    expect(faults).toEqual([]);
    expect(waiting.map(({ ticket }) => ticket)).toEqual(['ACC-0042']);
    expect(new Set(tickets.map(({ kind }) => kind))).toEqual(
      new Set(['standard', 'renewal', 'exception', 'emergency', 'removal']),
    );
    expect(decisions.filter(({ outcome }) => outcome === 'deny').map(({ ticket }) => ticket)).toEqual([
      'ACC-0043',
    ]);
  });
});
