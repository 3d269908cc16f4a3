import type { IdentityLinks } from '../../identity/index.js';
import { spanWords } from '../../kernel/index.js';
import {
  packageAllows,
  declaredRoleText,
  type Catalogue,
  type Manifest,
  type PackageDeclaration,
  type Route,
} from '../../manifest/index.js';
import type { Principal } from '../../model/index.js';
import type { ShowView } from './view.js';

type About = ShowView['about'];

/** What is known of a person or workload. */
export function aboutPrincipal(principal: Principal, manifest: Manifest, links: IdentityLinks): About {
  if (principal.kind === 'workload') {
    const declared = manifest.catalogue.workloads.find((each) => each.id === principal.id);
    if (!declared) return [];
    return [
      { label: 'kind', text: declared.kind },
      { label: 'purpose', text: declared.purpose },
      { label: 'owner', text: declared.owner },
      { label: 'expires', text: declared.expires },
    ];
  }
  const record = links.personOf(principal.id);
  if (!record) return [];
  return [
    { label: 'works as', text: `${record.title}, ${record.department} (${record.worker}, ${record.status})` },
    ...(record.lastDay ? [{ label: 'last day', text: record.lastDay }] : []),
    ...(record.contract
      ? [{ label: 'contract', text: `${record.contract.vendor}, until ${record.contract.end}` }]
      : []),
    { label: 'accounts', text: record.accounts.map(({ source, login }) => `${source} ${login}`).join(', ') },
  ];
}

/** What a package declares. */
export function aboutPackage(declared: PackageDeclaration, catalogue: Catalogue): About {
  const { duration } = declared;
  return [
    { label: 'owner', text: declared.owner },
    { label: 'risk', text: declared.risk },
    ...aboutAccess(declared, catalogue),
    { label: 'for', text: declared.holders.join(', ') },
    {
      label: 'lasts',
      text:
        duration.kind === 'standing'
          ? 'as long as its basis'
          : `${spanWords(duration.default)}, at most ${spanWords(duration.max)}, with renewals ${spanWords(duration.renewalMax)}`,
    },
    { label: 'approval', text: routeText(declared.approval) },
    ...(declared.conflictsWith.length > 0
      ? [{ label: 'conflicts', text: declared.conflictsWith.join(', ') }]
      : []),
    { label: 'assets', text: declared.grants.map(({ asset }) => asset).join(', ') },
    { label: 'review', text: `every ${spanWords(declared.reviewEvery)}` },
  ];
}

/** What its permission sets allow, and why that is privileged; nothing of a package that gives none. */
function aboutAccess(declared: PackageDeclaration, catalogue: Catalogue): About {
  const allows = packageAllows(catalogue, declared);
  if (!allows) return [];
  const { tier, reasons } = allows;
  return [
    { label: 'allows', text: `${tier.replace(/-/g, ' ')}${reasons.length > 0 ? ', privileged' : ''}` },
    ...reasons.map(({ says }) => ({ label: 'because it', text: says })),
  ];
}

function routeText(route: Route): string {
  switch (route.kind) {
    case 'auto':
      return `automatic: ${route.why}`;
    case 'one':
      return declaredRoleText(route.from);
    case 'dual':
      return `${declaredRoleText(route.first)} and ${declaredRoleText(route.second)}, two people`;
    case 'emergency':
      return `on call: ${declaredRoleText(route.onCall)}`;
  }
}
