/** How a step may have to end. */
export type StepEnd = 'done' | 'drift' | 'incomplete';

/** One step: why, what is run, and how it has to end. */
export interface Step {
  /** Said before it, in the voice of someone looking over a shoulder. */
  readonly say: string;
  readonly run: readonly string[];
  readonly ends: StepEnd;
  /** A fresh sandbox, its clock at this instant, before the step. */
  readonly sandboxAt?: string;
  /** Not shown, only its command and its exit. */
  readonly quiet?: true;
  /** What it prints must hold each of these. */
  readonly says?: readonly string[];
  /** The saved drift report must hold exactly these. */
  readonly finds?: { readonly saved: string; readonly exactly: readonly Sighting[] };
  /** The saved revert result must have revoked exactly these, each read back as gone. */
  readonly revokes?: { readonly saved: string; readonly exactly: readonly Sighting[] };
}

/**
 * A finding by what it is about: class, holder and target, as the report has them; then what it allows in AWS, where that is anything:
 * the tier, or the first of the actions that a changed content adds.
 */
export type Sighting = readonly [drift: string, holder: string, target: string, allows?: string];

/** When the example organization's day begins; its feeds and tickets are of this time. */
export const MORNING = '2026-11-20T09:00:00Z';

const OUT = 'out/manifest.json';
const MAREK = 'marek.havlicek@meridianpay.example';
const LINNEA = 'linnea.forsgren@meridianpay.example';
const MATEO = 'mateo.villaseca@meridianpay.example';
const NOOR = 'noor.al-hashimi@meridianpay.example';
const DEVRAJ = 'devraj.pillai@meridianpay.example';
const PROD_ADMINS = 'writ-prod-admin--payments-platform';
const DEVELOPERS = 'writ-development-access--development-environment';
const PAYMENTS_PRODUCTION = '190347725816';
const STAGING = '201458836927';
/** The ticket whose window ends while the demo looks on. */
const ENDED_TICKET = 'ACC-0046';

const drift = (saved: string): string[] => [
  'drift',
  '--brief',
  '--sandbox',
  '--manifest',
  OUT,
  '--save',
  saved,
];

const INTRUDERS: readonly Sighting[] = [
  ['foreign', 'hr:10252', `okta.group ${PROD_ADMINS}`, 'administrator'],
  ['foreign', 'hr:10180', `aws.assignment ProductionAdmin ${PAYMENTS_PRODUCTION}`, 'administrator'],
  ['foreign', '', 'content ProductionReader', 'iam:PassRole'],
  ['expired', 'hr:10117', 'okta.group writ-prod-admin--ledger', 'administrator'],
  ['expired', 'hr:10117', 'okta.group pagerduty-admins'],
];
const LOST: readonly Sighting[] = [['missing', 'hr:10159', `okta.group ${DEVELOPERS}`]];

/** The main job, as commands. */
export const SCRIPT: readonly Step[] = [
  {
    say: 'An organization without Writ. Read credentials, no declarations: what matters most?',
    sandboxAt: MORNING,
    run: ['sandbox', 'load', 'before.seed.json'],
    ends: 'done',
    quiet: true,
  },
  { say: '', run: ['scan', '--sandbox', '--brief', '--top', '2'], ends: 'done' },
  {
    say: 'The same organization with Writ: rules decide on each ticket. One stands, one waits, one is too late, one would release what it prepares.',
    run: ['decide', 'ACC-0046', 'ACC-0042', 'ACC-0036', 'ACC-0043', '--at', MORNING],
    ends: 'drift',
  },
  {
    say: 'What was approved, and what comes with the job, becomes a manifest and Terraform JSON.',
    run: ['synth', '--as-of', MORNING, '--out', 'out'],
    ends: 'done',
  },
  {
    say: 'What is declared goes live (here by seeding the sandbox; elsewhere only `terraform apply` grants).',
    sandboxAt: MORNING,
    run: ['sandbox', 'load', '--manifest', OUT],
    ends: 'done',
  },
  {
    say: 'From here on there is evidence: a ledger whose first entry the governors sign.',
    run: ['ledger', 'init', '--sandbox', '--manifest', OUT],
    ends: 'done',
  },
  {
    say: 'Every decision behind the manifest goes into it with rules, reasons and digests; denials too.',
    run: ['synth', '--as-of', MORNING, '--out', 'out'],
    ends: 'done',
    quiet: true,
  },
  {
    say: 'Is the live world what was approved?',
    run: drift('clean.json'),
    ends: 'done',
    finds: { saved: 'clean.json', exactly: [] },
  },
  {
    say: 'Then real life. Someone adds a colleague to an admin group by hand, in the Okta console.',
    run: ['sandbox', 'tamper', 'okta.add-member', `group=${PROD_ADMINS}`, `user=${MATEO}`, `actor=${MAREK}`],
    ends: 'done',
  },
  {
    say: 'Someone assigns AdministratorAccess on the production account, past every group.',
    run: [
      ...[
        'sandbox',
        'tamper',
        'aws.assign',
        'permissionSet=ProductionAdmin',
        `account=${PAYMENTS_PRODUCTION}`,
      ],
      ...['principal.type=USER', `principal.name=${DEVRAJ}`, `actor=${LINNEA}`],
    ],
    ends: 'done',
  },
  {
    say: 'Someone gives all who may look at production a policy of AWS with a harmless name.',
    run: [
      ...['sandbox', 'tamper', 'aws.attach-managed-policy', 'permissionSet=ProductionReader'],
      ...['policyArn=arn:aws:iam::aws:policy/CloudWatchFullAccessV2', `actor=${LINNEA}`],
    ],
    ends: 'done',
  },
  {
    say: 'A declared membership disappears.',
    run: ['sandbox', 'tamper', 'okta.remove-member', `group=${DEVELOPERS}`, `user=${NOOR}`, `actor=${MAREK}`],
    ends: 'done',
  },
  {
    say: 'Six hours pass: a grant for this morning outlives its window, since nobody took it away.',
    run: ['sandbox', 'tamper', 'clock', 'advance=6h'],
    ends: 'done',
  },
  {
    say: 'And AWS denies a listing half-way through the sweep.',
    run: [
      'sandbox',
      'tamper',
      'fault',
      'match=sso-admin:ListAccountAssignments',
      `where.AccountId=${STAGING}`,
      'effect.kind=denied',
    ],
    ends: 'done',
  },
  {
    say: 'Drift finds exactly these, says who did it and what it allows, and concludes nothing from what it could not read.',
    run: drift('drift.json'),
    ends: 'incomplete',
    finds: {
      saved: 'drift.json',
      exactly: [...INTRUDERS, ...LOST, ['unreadable', '', `pair PaymentsDebugger ${STAGING}`]],
    },
  },
  { say: 'The listing is allowed again.', run: ['sandbox', 'tamper', 'faults-off'], ends: 'done' },
  {
    say: 'What would be taken away? Without --confirm nothing is changed.',
    run: ['revert', '--sandbox', '--manifest', OUT, '--save', 'plan.json'],
    ends: 'drift',
  },
  {
    say: 'Do it: revoke, wait for the end of each, read it back.',
    run: ['revert', '--sandbox', '--manifest', OUT, '--confirm', '--save', 'revert.json'],
    ends: 'done',
    revokes: { saved: 'revert.json', exactly: INTRUDERS },
  },
  {
    say: 'What is left is what Terraform has to restore: Writ never adds access.',
    run: drift('after.json'),
    ends: 'drift',
    finds: { saved: 'after.json', exactly: LOST },
  },
  {
    say: 'All of it is in the ledger. Does every byte of it verify against the one public key?',
    run: ['ledger', 'verify', '--sandbox'],
    ends: 'done',
  },
  {
    say: 'Who approved what was taken away, under which policy, why, and when did it end?',
    run: ['explain', ENDED_TICKET, '--sandbox', '--manifest', OUT],
    ends: 'done',
    says: ['read back at', 'end-verification'],
  },
];

/** What to try when the demo is over: each line can be copied, from the project's folder. */
export const NEXT: readonly string[] = [
  'npx writ sandbox start --at 2026-11-20T09:00:00Z      a world of your own, in another terminal; then:',
  'npx writ synth --sandbox',
  'npx writ sandbox load --manifest cdktf.out/manifest.json',
  'npx writ ledger init --sandbox',
  'npx writ drift --sandbox',
  'npx writ show principal hr:10117',
  'npx writ scan --region eu-west-1 --okta-url https://your-org.okta.com     your own organization, read only',
  'entitlements/platform.ts                              how access is declared',
];
