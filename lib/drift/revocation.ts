import type { Finding } from './finding.js';
import type { Revocation } from './ports.js';
import type { ContentPart } from '../model/index.js';

/** The one removal that ends a finding; undefined where there is none that only narrows. */
export function revocationOf(finding: Finding): Revocation | undefined {
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
      return detachment(subject, subject.added[0]);
    case 'part':
    case 'name':
    case 'object':
      return undefined;
  }
}

function detachment(
  {
    set,
    native,
  }: { readonly set: Extract<Revocation, { what: 'delete-inline' }>['set']; readonly native: string },
  part: ContentPart | undefined,
): Revocation | undefined {
  switch (part?.slot) {
    case 'managed':
    case 'customer-managed':
      return { what: 'detach-policy', set, native, slot: part.slot, name: part.name };
    case 'inline':
      return { what: 'delete-inline', set, native };
    case 'boundary':
    case 'session':
    case undefined:
      return undefined;
  }
}
