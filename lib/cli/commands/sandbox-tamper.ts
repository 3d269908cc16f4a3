import type { CommandSpec } from '../command.js';

/** `writ sandbox tamper`. */
export const sandboxTamper: CommandSpec = {
  name: 'sandbox tamper',
  summary: 'do what people do in consoles, move the clock, or switch a fault on',
  about:
    'Acts behind the back of Writ. The audit logs of the sandbox show each act under the person named by `actor`. Groups, permission sets and ' +
    'people are given by name. Actions: okta.add-member, okta.remove-member, okta.create-user, okta.deactivate-user, okta.create-group, ' +
    'okta.import-group, okta.rename-group, okta.delete-group, okta.push-group, ' +
    'okta.create-app, okta.rename-app, okta.activate-app, okta.deactivate-app, okta.delete-app, okta.recreate-app, okta.assign-app, ' +
    'okta.unassign-app, okta.convert-app-user, aws.rename-group, aws.delete-group, ' +
    'aws.assign, aws.unassign, aws.add-member, aws.remove-member, aws.create-group, aws.attach-managed-policy, aws.put-inline-policy; ' +
    'clock (advance=6h), fault (match, where.*, skip, times, effect.*), faults-off, settings (scimDelayMs, assignmentDelayMs, enforceLimits, cloudTrailDelayMs, appUnassign).',
  examples: [
    'writ sandbox tamper okta.add-member group=pagerduty-admins user=devraj.pillai@meridianpay.example actor=linnea.forsgren@meridianpay.example',
    'writ sandbox tamper aws.assign permissionSet=ProductionAdmin account=190347725816 principal.type=USER principal.name=devraj.pillai@meridianpay.example actor=linnea.forsgren@meridianpay.example',
    'writ sandbox tamper okta.assign-app app=Payroll principal.type=USER principal.name=devraj.pillai@meridianpay.example actor=linnea.forsgren@meridianpay.example',
    'writ sandbox tamper clock advance=6h',
    "writ sandbox tamper fault match='sso-admin:ListAccountAssignments' effect.kind=denied skip=4",
  ],
  arguments: [
    { name: '<action>', about: 'what to do' },
    { name: '[fields...]', about: 'name=value for each field of the action' },
  ],
  options: [{ flags: '--json', about: 'print one JSON document instead of words' }],
  schema: 'sandbox',
  load: () => import('../actions/sandbox-tamper.js'),
};
