import { z } from 'zod';
import type { Runtime } from '../core/runtime.js';
import { OktaError } from '../okta/errors.js';
import { ControlError } from './errors.js';
import { parsed, strict } from './schema.js';
import * as appConsole from './tamper-apps.js';
import * as awsConsole from './tamper-aws.js';
import { publishPolicy } from './tamper-policies.js';
import * as oktaConsole from './tamper-okta.js';

const name = z.string().min(1);
const actor = name;
const account = z.string().regex(/^\d{12}$/, 'must be twelve digits');
const principal = strict({ type: z.enum(['USER', 'GROUP']), name });
const assignment = strict({ action: name, permissionSet: name, account, principal, actor });
const oktaMember = strict({ action: name, group: name, user: name, actor });
const oktaUser = strict({ action: name, user: name, actor });
const group = strict({ action: name, name, description: z.string().optional(), actor });
const oneApp = strict({ action: name, app: name, actor });
const profile = z.record(z.string(), z.string()).optional();
const provision = z.boolean().optional();

/** What changed, ids and names; `pending` where the provider finishes it later. */
export type Change = Readonly<Record<string, unknown>>;

interface Action<T> {
  readonly fields: z.ZodType<T>;
  readonly run: (runtime: Runtime, fields: T) => Change | Promise<Change>;
}

/** Ties fields to what is done with them. */
function action<T>(
  fields: z.ZodType<T>,
  run: Action<T>['run'],
): (runtime: Runtime, raw: unknown) => Change | Promise<Change> {
  return (runtime, raw) => run(runtime, parsed(fields, raw, 'the action'));
}

const ACTIONS = {
  'okta.add-member': action(oktaMember, oktaConsole.addMember),
  'okta.remove-member': action(oktaMember, oktaConsole.removeMember),
  'okta.create-user': action(
    strict({
      action: name,
      login: name,
      firstName: name,
      lastName: name,
      email: name.optional(),
      department: name.optional(),
      title: name.optional(),
      employeeNumber: name.optional(),
      actor,
    }),
    oktaConsole.createUser,
  ),
  'okta.deactivate-user': action(oktaUser, oktaConsole.deactivateUser),
  'okta.create-group': action(group, oktaConsole.createGroup),
  'okta.import-group': action(strict({ action: name, name, actor }), oktaConsole.importGroup),
  'okta.rename-group': action(strict({ action: name, group: name, name, actor }), oktaConsole.renameGroup),
  'okta.delete-group': action(strict({ action: name, group: name, actor }), oktaConsole.deleteGroup),
  'okta.push-group': action(
    strict({ action: name, group: name, target: name, actor }),
    oktaConsole.pushGroup,
  ),
  'okta.assign-app': action(
    strict({ action: name, app: name, principal, profile, actor }),
    appConsole.assign,
  ),
  'okta.unassign-app': action(strict({ action: name, app: name, principal, actor }), appConsole.unassign),
  'okta.convert-app-user': action(
    strict({ action: name, app: name, user: name, scope: z.enum(['USER', 'GROUP']), actor }),
    appConsole.convert,
  ),
  'okta.create-app': action(
    strict({ action: name, label: name, name: name.optional(), actor }),
    appConsole.create,
  ),
  'okta.rename-app': action(strict({ action: name, app: name, label: name, actor }), appConsole.rename),
  'okta.activate-app': action(oneApp, appConsole.setStatus('ACTIVE')),
  'okta.deactivate-app': action(oneApp, appConsole.setStatus('INACTIVE')),
  'okta.delete-app': action(oneApp, appConsole.remove),
  'okta.recreate-app': action(oneApp, appConsole.recreate),
  'aws.rename-group': action(strict({ action: name, group: name, name, actor }), awsConsole.renameGroup),
  'aws.delete-group': action(strict({ action: name, group: name, actor }), awsConsole.deleteGroup),
  'aws.assign': action(assignment, awsConsole.assign),
  'aws.unassign': action(assignment, awsConsole.unassign),
  'aws.add-member': action(oktaMember, awsConsole.addMember),
  'aws.remove-member': action(oktaMember, awsConsole.removeMember),
  'aws.console-add-member': action(oktaMember, awsConsole.addMemberInConsole),
  'aws.console-remove-member': action(oktaMember, awsConsole.removeMemberInConsole),
  'aws.create-group': action(group, awsConsole.createGroup),
  'aws.attach-managed-policy': action(
    strict({ action: name, permissionSet: name, policyArn: name, provision, actor }),
    awsConsole.attachManagedPolicy,
  ),
  'aws.detach-managed-policy': action(
    strict({ action: name, permissionSet: name, policyArn: name, provision, actor }),
    awsConsole.detachManagedPolicy,
  ),
  'aws.put-inline-policy': action(
    strict({ action: name, permissionSet: name, policy: name, provision, actor }),
    awsConsole.putInlinePolicy,
  ),
  'aws.publish-policy': action(
    strict({
      action: name,
      policyArn: name,
      document: name.optional(),
      statement: z.union([name, z.record(z.string(), z.unknown())]).optional(),
    }),
    publishPolicy,
  ),
} as const;

/** Names of the actions. */
export const TAMPER_ACTIONS = Object.keys(ACTIONS) as (keyof typeof ACTIONS)[];

/**
 * Does by hand what a person at a console would: through the functions behind the API, with the audit events of
 * that person, at the sandbox's present time. Nothing of it is subject to faults or counted as a call.
 */
export async function tamper(runtime: Runtime, raw: unknown): Promise<Change> {
  const { action: wanted } = parsed(z.looseObject({ action: name }), raw, 'the action');
  const known = TAMPER_ACTIONS.find((each) => each === wanted);
  if (known === undefined)
    throw new ControlError(400, 'unknown-action', `no action is named \`${wanted}\``, {
      actions: TAMPER_ACTIONS,
    });
  const at = new Date(runtime.now()).toISOString();
  try {
    return { action: known, at, changed: await ACTIONS[known](runtime, raw) };
  } catch (error) {
    if (!(error instanceof OktaError)) throw error;
    const status = error.status === 404 ? 404 : 409;
    throw new ControlError(status, 'refused-by-provider', error.message, {
      provider: 'okta',
      providerCode: error.code,
      causes: error.causes,
    });
  }
}
