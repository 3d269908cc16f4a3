import type { Finding } from './finding.js';
import type { JudgedContent, Revocation } from './ports.js';
import type { ContentPart } from '../model/index.js';

/** The one removal that ends a finding; undefined where there is none that only narrows. */
export function revocationOf(
  finding: Finding,
  judged: ReadonlyMap<string, JudgedContent>,
): Revocation | undefined {
  const { subject } = finding;
  switch (subject.what) {
    case 'edge':
      return subject.live && { what: 'edge', live: subject.live };
    case 'provisioning':
      return {
        what: 're-provision',
        set: subject.set,
        native: subject.native,
        account: subject.account,
        content: subject.content,
      };
    case 'content':
      return detachment(subject, subject.added[0], judged.get(subject.native));
    case 'part':
    case 'name':
    case 'object':
    case 'push':
    case 'rule':
    case 'policy':
      return undefined;
  }
}

function detachment(
  {
    set,
    native,
  }: { readonly set: Extract<Revocation, { what: 'delete-inline' }>['set']; readonly native: string },
  part: ContentPart | undefined,
  judged: JudgedContent | undefined,
): Revocation | undefined {
  const of = { set, native, ...(judged ? { judged } : {}) };
  switch (part?.slot) {
    case 'managed':
    case 'customer-managed':
      return { what: 'detach-policy', ...of, slot: part.slot, name: part.name };
    case 'inline':
      return { what: 'delete-inline', ...of };
    case 'boundary':
    case 'session':
    case undefined:
      return undefined;
  }
}
