import type { Faults } from '../faults.js';
import type { PermissionSet } from '../permission-set.js';
import type { PolicyDocument, Statement } from '../policy-document.js';
import { listOf } from '../words.js';

/** IAM, policy grammar: a service prefix, a colon, and an action in which `*` and `?` stand for others. */
const ACTION = /^(?:\*|[a-z0-9-]+:[A-Za-z0-9*?]+)$/;
/** An ARN has six parts: `arn:partition:service:region:account:resource`; wildcards may stand in any after the first. */
const ARN = /^arn:[a-z0-9*?-]+:[A-Za-z0-9*?-]+:[A-Za-z0-9*?-]*:(?:\d{12}|[a-z-]*|[\d*?]*[*?][\d*?]*):.+$/s;
/** What a pattern for all ARNs is written as. */
const ALL = /^\*+$/;
/** A policy variable, which IAM fills in when the policy is evaluated. */
const VARIABLE = /\$\{[^}]*\}/g;

/**
 * Faults of statements that IAM would refuse or that could never match. Whether a service has an action of that name is
 * not asked: only its form is.
 */
export function checkStatements(set: PermissionSet, { Statement }: PolicyDocument, faults: Faults): void {
  for (const statement of Statement) {
    for (const action of actionsOf(statement)) {
      if (!ACTION.test(action)) wrongAction(set, action, faults);
    }
    for (const resource of resourcesOf(statement)) {
      if (!ALL.test(resource) && !ARN.test(resource.replace(VARIABLE, '*')))
        wrongResource(set, resource, faults);
    }
  }
}

function actionsOf({ Action, NotAction }: Statement): readonly string[] {
  return listOf<string>(Action ?? NotAction);
}

function resourcesOf({ Resource, NotResource }: Statement): readonly string[] {
  return listOf<string>(Resource ?? NotResource);
}

function wrongAction(set: PermissionSet, action: string, faults: Faults): void {
  faults.add(set, {
    what: `inline policy has action \`${action}\`; allowed are \`*\` and a service prefix, \`:\` and an action, like \`s3:GetObject\``,
    remedy: 'write the action as the service authorization reference has it',
  });
}

function wrongResource(set: PermissionSet, resource: string, faults: Faults): void {
  faults.add(set, {
    what: `inline policy has resource \`${resource}\`; allowed are \`*\` and an ARN of six parts, like \`arn:aws:s3:::bucket/*\``,
    remedy: 'write the whole ARN: arn:partition:service:region:account:resource',
  });
}
