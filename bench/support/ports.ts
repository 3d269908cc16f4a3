import { awsAdapters } from '../../lib/adapters/aws/index.js';
import { oktaAdapters } from '../../lib/adapters/okta/index.js';
import type { JournalEntry } from '../../lib/drift/index.js';
import { instantOf, systemClock } from '../../lib/kernel/index.js';
import type { RevertPorts } from '../../lib/workflow/index.js';
import type { Sandbox } from '../../sandbox/index.js';

const UNBOUND = 1_000_000;

/** The adapters a drift run has, against a sandbox that answers at once; the journal is kept in memory. */
export function sandboxPorts(sandbox: Sandbox): RevertPorts {
  const clock = { now: () => instantOf(sandbox.runtime.now()), sleep: systemClock.sleep };
  const aws = awsAdapters({
    region: 'us-east-1',
    endpoint: sandbox.awsUrl,
    credentials: { accessKeyId: 'AKIASANDBOXKEEPER', secretAccessKey: 'any' },
    clock,
    limits: { perSecond: UNBOUND, organizationsPerSecond: UNBOUND, lookupPerSecond: UNBOUND },
  });
  const okta = oktaAdapters({
    orgUrl: sandbox.oktaUrl,
    token: 'sandbox-okta-keeper',
    clock,
    limits: { reserve: 0 },
  });
  const entries: JournalEntry[] = [];
  return {
    clock,
    sources: [aws.source, okta.source],
    audits: [aws.audit, okta.audit],
    revokers: [aws.revoker, okta.revoker],
    journal: {
      read: () => Promise.resolve(entries),
      append: (more) => {
        entries.push(...more);
        return Promise.resolve();
      },
    },
  };
}
