import {
  branded,
  by,
  groupBy,
  instantOf,
  parseDuration,
  parseInstant,
  sorted,
  sortedTexts,
} from '../../kernel/index.js';
import type { WorkloadDeclaration } from '../../manifest/index.js';
import type { EntitlementPackage } from '../entitlement-package.js';
import { listed, type Faults } from '../faults.js';
import { propsOf } from '../props.js';
import type { Tree } from '../tree.js';
import type { Workload, WorkloadBinding } from '../workload.js';
import { teamNamed } from './accounts.js';
import { packageId, type Declared } from './names.js';
import { checkId, checkSaid } from './text.js';

/** The workloads, by id. */
export function workloadDeclarations(tree: Tree, declared: Declared, faults: Faults): WorkloadDeclaration[] {
  checkOneBindingEach(tree.workloads, faults);
  const all = tree.workloads.map((workload): WorkloadDeclaration => {
    const { kind, title, owner, purpose, binding, expires, rotateWithin } = propsOf(workload);
    checkId(workload, faults);
    checkSaid(workload, 'title', title, faults);
    checkSaid(workload, 'purpose', purpose, faults);
    checkBinding(workload, binding, faults);
    return {
      id: branded<'workload'>(workload.id),
      title,
      kind,
      owner: teamNamed(owner, workload, declared),
      purpose,
      binding,
      expires: faults.attempt(workload, 'expires', () => parseInstant(expires)) ?? instantOf(0),
      ...rotation(workload, rotateWithin, faults),
      mayRequest: requestable(workload, declared, faults),
    };
  });
  return sorted(
    all,
    by((workload) => workload.id),
  );
}

function rotation(workload: Workload, within: string | undefined, faults: Faults): { rotateWithin?: number } {
  if (within === undefined) return {};
  const span = faults.attempt(workload, 'rotateWithin', () => parseDuration(within));
  return span === undefined ? {} : { rotateWithin: span };
}

function requestable(workload: Workload, declared: Declared, faults: Faults): string[] {
  const ids = sortedTexts((propsOf(workload).mayRequest ?? []).map(packageId));
  return ids.filter((id) => {
    const pack = declared.packages.find(id, workload);
    if (pack) checkPackage(workload, pack, faults);
    return pack !== undefined;
  });
}

function checkPackage(workload: Workload, pack: EntitlementPackage, faults: Faults): void {
  if (!propsOf(pack).holders.includes('workload')) {
    faults.add(workload, {
      what: `package \`${pack.id}\` may not be held by a \`workload\`; allowed are ${listed(propsOf(pack).holders)}`,
      remedy: 'name a package for workloads, or add `workload` to its holders',
    });
  }
  if (propsOf(workload).kind === 'ai-agent' && pack.risk === 'critical') {
    faults.add(workload, {
      what: `package \`${pack.id}\` is of \`critical\` risk; an AI agent is allowed \`low\` to \`high\``,
      remedy: 'let a person hold it, and the agent ask them',
    });
  }
}

function checkBinding(workload: Workload, binding: WorkloadBinding, faults: Faults): void {
  if (binding.kind === 'okta') {
    checkSaid(workload, 'binding.login', binding.login, faults);
    return;
  }
  checkSaid(workload, 'binding.subject', binding.subject, faults);
  checkIssuer(workload, binding.issuer, faults);
  if (!/[*?]/.test(binding.subject)) return;
  faults.add(workload, {
    what: `\`binding.subject\` \`${binding.subject}\` is a pattern; one exact subject is allowed`,
    remedy: 'declare one workload for each subject',
  });
}

/** OpenID Connect Core 1.0, section 2, `iss`: an https URL of host, port and path, without query or fragment. */
function checkIssuer(workload: Workload, issuer: string, faults: Faults): void {
  const url = URL.canParse(issuer) ? new URL(issuer) : undefined;
  if (url?.protocol === 'https:' && !/[?#\s]/.test(issuer) && url.username === '') return;
  faults.add(workload, {
    what: `\`binding.issuer\` \`${issuer}\` is no issuer; allowed is an \`https\` URL without query or fragment`,
    remedy: 'write the issuer as its tokens have it',
  });
}

/** A login stands for one workload whoever wrote it; an issuer and a subject do together. */
function bindingKey(workload: Workload): string {
  const { binding } = propsOf(workload);
  return JSON.stringify(
    binding.kind === 'oidc' ? [binding.issuer, binding.subject] : [binding.login.toLowerCase()],
  );
}

function checkOneBindingEach(workloads: readonly Workload[], faults: Faults): void {
  const byBinding = groupBy(workloads, bindingKey);
  for (const sharing of byBinding.values()) {
    const [first, ...others] = sorted(
      sharing,
      by((workload) => workload.node.path),
    );
    for (const other of others) {
      faults.add(other, {
        code: 'SHARED_ACCOUNT',
        what: `its binding is that of workload \`${first?.id ?? ''}\` already; each workload has one of its own`,
        remedy: 'give each workload its own identity',
      });
    }
  }
}
