import { partText, type Inventory } from '../inventory/index.js';
import { counted, groupBy } from '../kernel/index.js';
import type { ScanCase, ScanFinding } from './finding.js';
import type { ScanAudit } from './audit.js';

/** What could not be read, so that nothing may be concluded from its silence. */
export function unreadable(inventory: Inventory, audit: ScanAudit): ScanFinding {
  const cases = [...failedParts(inventory), ...ambiguities(inventory), ...failedLogs(audit)];
  const listed = inventory.sources.reduce((sum, source) => sum + source.listed, 0);
  const answered = inventory.sources.reduce((sum, source) => sum + source.answered, 0);
  return {
    question: 'unreadable',
    title: 'Unreadable',
    count: cases.length,
    headline:
      cases.length > 0
        ? `${counted(cases.length, 'part')} of the world could not be read whole (${answered} of ${listed} parts answered): what is there may hold more than is shown`
        : `everything that was listed was read: ${answered} of ${listed} parts answered`,
    cases,
    fix: cases.length > 0 ? 'give the credential the missing read permissions and scan again' : 'none needed',
  };
}

function failedParts(inventory: Inventory): ScanCase[] {
  return inventory.sources.flatMap(({ source, failures }) =>
    [...groupBy(failures, ({ error }) => `${error.code} ${error.message}`).values()].flatMap((same) => {
      const [first] = same;
      if (!first) return [];
      const others = same.length === 1 ? '' : ` and ${same.length - 1} more`;
      return [
        {
          subject: `${source}: ${partText(first.part)}${others}`,
          gives: `${first.error.code}: ${first.error.message}`,
          why: first.error.remedy,
          privileged: false,
        },
      ];
    }),
  );
}

function ambiguities(inventory: Inventory): ScanCase[] {
  return inventory.ambiguous.map(({ ref, natives }) => ({
    subject: `${ref.source}: ${ref.kind} ${ref.name}`,
    gives:
      natives.length === 1
        ? 'its name could not be read'
        : `${natives.length} live objects carry this one name`,
    why:
      natives.length === 1
        ? 'give the credential the permission to read its description'
        : `rename all but one of ${natives.join(', ')}`,
    privileged: false,
  }));
}

function failedLogs(audit: ScanAudit): ScanCase[] {
  return audit.log.failures.map((failure) => ({
    subject: 'audit log',
    gives: failure,
    why: audit.log.complete
      ? 'the rest of the log was read; look this event up by its id'
      : 'give the credential the permission to read the log',
    privileged: false,
  }));
}
