import type { ControlAnswer } from '../../../sandbox/client/index.js';
import { counted, parseDuration, WritError } from '../../kernel/index.js';
import { clean, minute } from '../../report/index.js';
import { command, type ArgumentSpec, type Call, type OptionSpec } from '../command.js';
import type { Exit } from '../exit.js';
import { print } from '../output.js';
import { control, readSandboxFile } from '../sandbox.js';

const ARGUMENTS = [
  { name: '<action>', about: 'what to do' },
  { name: '[fields...]', about: 'name=value for each field of the action' },
] as const satisfies readonly ArgumentSpec[];
const OPTIONS = [
  { flags: '--json', about: 'print one JSON document instead of words' },
] as const satisfies readonly OptionSpec[];

type SandboxTamperCall = Call<typeof OPTIONS, typeof ARGUMENTS>;

/** `writ sandbox tamper`. */
export const spec = command({
  about:
    'Acts behind the back of Writ. The audit logs of the sandbox show each act under the person named by `actor`. Groups, permission sets and ' +
    'people are given by name. Actions: okta.add-member, okta.remove-member, okta.create-user, okta.deactivate-user, okta.create-group, ' +
    'okta.import-group, okta.rename-group, okta.delete-group, okta.push-group, ' +
    'okta.create-app, okta.rename-app, okta.activate-app, okta.deactivate-app, okta.delete-app, okta.recreate-app, okta.assign-app, ' +
    'okta.unassign-app, okta.convert-app-user, aws.rename-group, aws.delete-group, ' +
    'aws.assign, aws.unassign, aws.add-member, aws.remove-member, aws.create-group, aws.attach-managed-policy, aws.put-inline-policy; ' +
    'aws.publish-policy (policyArn, and document or statement: AWS itself changes the text of a policy, which no log shows); ' +
    'clock (advance=6h), fault (match, where.*, skip, times, effect.*), faults-off, settings (scimDelayMs, assignmentDelayMs, enforceLimits, cloudTrailDelayMs, appUnassign).',
  examples: [
    'writ sandbox tamper okta.add-member group=pagerduty-admins user=devraj.pillai@meridianpay.example actor=linnea.forsgren@meridianpay.example',
    'writ sandbox tamper aws.assign permissionSet=ProductionAdmin account=190347725816 principal.type=USER principal.name=devraj.pillai@meridianpay.example actor=linnea.forsgren@meridianpay.example',
    'writ sandbox tamper okta.create-app label=Payroll actor=linnea.forsgren@meridianpay.example',
    'writ sandbox tamper okta.assign-app app=Payroll principal.type=USER principal.name=devraj.pillai@meridianpay.example actor=linnea.forsgren@meridianpay.example',
    "writ sandbox tamper aws.publish-policy policyArn=arn:aws:iam::aws:policy/job-function/ViewOnlyAccess statement.Effect=Allow statement.Action=iam:PassRole statement.Resource='*'",
    'writ sandbox tamper clock advance=6h',
    "writ sandbox tamper fault match='sso-admin:ListAccountAssignments' effect.kind=denied skip=4",
  ],
  arguments: ARGUMENTS,
  options: OPTIONS,
  schema: 'sandbox',
  run,
});

/** Sends one act to the control plane of the running sandbox. */
async function run(call: SandboxTamperCall): Promise<Exit> {
  const action = call.args[0];
  const fields = call.args.slice(1);
  const { tampering } = await import('../../../sandbox/client/index.js');
  const act = tampering(action, fields, parseDuration);
  if ('misspelt' in act)
    throw new WritError('USAGE', `\`${act.misspelt}\` is not name=value`, {
      remedy: 'write each field as name=value',
    });
  const answer = await control(await readSandboxFile(call.io), act);
  await print(call, {
    document: { schema: 'writ.sandbox-answer/1', ...answer },
    lines: () => resultLines(answer),
  });
  return 'done';
}

function resultLines(answer: ControlAnswer): string[] {
  const { at, now, id, dropped, changed } = answer;
  if (typeof now === 'string') return [`the sandbox's clock is at ${minute(now)}`];
  if (typeof id === 'string') return [`fault ${clean(id)} is on`];
  if (Array.isArray(dropped)) return [`${counted(dropped.length, 'fault')} switched off`];
  if (typeof at !== 'string') return ['done'];
  const said = (typeof changed === 'object' && changed !== null ? changed : {}) as ControlAnswer;
  if (typeof said['versionId'] === 'string')
    return [
      `done at ${minute(at)}: ${clean(said['versionId'])} of the policy, published by AWS and in no log`,
    ];
  return [
    said['changed'] === false
      ? 'nothing changed: it was so already'
      : `done at ${minute(at)}, in the provider's log under the actor named`,
  ];
}
