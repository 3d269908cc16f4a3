import { sortedTexts } from '../kernel/index.js';
import { matches, statementsOf, type ReadStatement } from './statement.js';
import { PROBES, type Probe } from './probes.js';

/** Why an inline policy counts as privileged; nothing for one that does not. */
export function whyInline(policy: unknown): readonly string[] {
  const statements = statementsOf(policy);
  if (!statements) return ['inline policy has a part that is not understood'];
  const allows = statements.filter(({ effect }) => effect === 'Allow');
  // Only a Deny without condition or exception is certain to hold everywhere: any other is no excuse.
  const denies = statements.filter(isCertainDeny);
  if (denies.some((deny) => deniesAction(deny, '*'))) return [];
  if (allows.some(allowsAll)) return ['inline policy allows every action on every resource'];
  const allBut = allows.filter(allowsAllBut);
  if (allBut.length > 0)
    return allBut.map(({ actions }) => `inline policy allows every action but ${listed(actions)}`);
  return [...wholeServices(allows, denies), ...PROBES.flatMap((probe) => whyProbe(probe, allows, denies))];
}

function whyProbe(
  probe: Probe,
  allows: readonly ReadStatement[],
  denies: readonly ReadStatement[],
): string[] {
  const held = probe.actions.filter(
    (action) =>
      !denies.some((deny) => deniesAction(deny, action)) &&
      allows.some((allow) => coversAction(allow, action) && reaches(allow, action, probe.reach)),
  );
  return held.length === 0 ? [] : [`inline policy lets its holder ${probe.lets} (${listed(held)})`];
}

/** `s3:*` on everything: each action of a service, on every resource. */
function wholeServices(allows: readonly ReadStatement[], denies: readonly ReadStatement[]): string[] {
  const services = allows
    .filter((allow) => !allow.actionsExcept && allow.resources.includes('*'))
    .flatMap(({ actions }) => actions)
    .filter((action) => /^[^:*]+:\*+$/.test(action) && !denies.some((deny) => deniesAction(deny, action)))
    .map((action) => action.toLowerCase().replace(/:\*+$/, ''));
  return sortedTexts(services).map(
    (service) => `inline policy allows every action of ${service} on every resource`,
  );
}

function allowsAll({ actions, actionsExcept, resources }: ReadStatement): boolean {
  const every = actionsExcept ? actions.length === 0 : actions.some((action) => /^\*+(:\*+)?$/.test(action));
  return every && resources.includes('*');
}

/** A `NotAction` on every resource: all there is, today's and tomorrow's, but a few. */
function allowsAllBut({ actions, actionsExcept, resources }: ReadStatement): boolean {
  return actionsExcept && resources.includes('*') && !actions.includes('*');
}

function isCertainDeny(statement: ReadStatement): boolean {
  const { effect, conditional, resources, resourcesExcept } = statement;
  return effect === 'Deny' && !conditional && !resourcesExcept && resources.includes('*');
}

/** Whether a certain Deny takes away the action, or the whole of what an action pattern matches. */
function deniesAction({ actions, actionsExcept }: ReadStatement, action: string): boolean {
  if (!actionsExcept) return actions.some((pattern) => matches(pattern, action));
  // Against a pattern, an exception may be among what it matches.
  return !action.includes('*') && !actions.some((pattern) => matches(pattern, action));
}

function coversAction({ actions, actionsExcept }: ReadStatement, action: string): boolean {
  return actions.some((pattern) => matches(pattern, action)) !== actionsExcept;
}

/**
 * Whether the statement reaches something that the action works on. `wide` asks for a wildcard in the resource: in a
 * list of roles or buckets, one `*` is more than somebody wrote down. `any` leaves out only what is one's own.
 */
function reaches({ resources }: ReadStatement, action: string, reach: Probe['reach']): boolean {
  const own = resources.filter((resource) => isOfAction(resource, action));
  return own.some(reach === 'wide' ? hasWildcard : (resource) => !isOnesOwn(resource));
}

/** Resources that actions of these services work on, beside those of their own name. */
const RESOURCES_OF: Readonly<Record<string, readonly string[]>> = {
  'ec2-instance-connect': ['ec2'],
  'sso-directory': ['identitystore'],
  ssm: ['ec2'],
  sts: ['iam'],
};

/** Whether an ARN can be of the kind that the action works on; a wildcard in place of the service can. */
function isOfAction(resource: string, action: string): boolean {
  const service = /^arn:[^:]*:([^:]*)/i.exec(resource)?.[1] ?? '*';
  const prefix = action.split(':')[0] ?? '';
  return [prefix, ...(RESOURCES_OF[prefix] ?? [])].some((each) => matches(service, each));
}

function hasWildcard(resource: string): boolean {
  // `${*}` is how a policy writes a plain asterisk.
  return /[*?]/.test(resource.replace(/\$\{[*?$]\}/g, ''));
}

/** `arn:aws:iam::*:user/${aws:username}`: one user of whatever account the policy is in. */
function isOnesOwn(resource: string): boolean {
  return (
    resource.includes('${aws:username}') &&
    !hasWildcard(resource.replace(/^(arn:[^:]*:[^:]*:[^:]*):\*:/, '$1::'))
  );
}

const SHOWN = 3;

function listed(actions: readonly string[]): string {
  const shown = sortedTexts(actions);
  const more = shown.length - SHOWN;
  return more > 0 ? `${shown.slice(0, SHOWN).join(', ')} and ${more} more` : shown.join(', ');
}
