import type { CommandEntry } from '../command.js';

/** Every command, in the order in which help shows them: what it is called and what it is for. Its file says and does the rest. */
export const COMMANDS: readonly CommandEntry[] = [
  {
    name: 'scan',
    summary: 'the five findings that matter most, with read credentials and no declarations',
    load: async () => (await import('./scan.js')).spec,
  },
  {
    name: 'decide',
    summary: 'what the rules say of tickets: approve, pending, escalate, deny or refuse, and why',
    load: async () => (await import('./decide.js')).spec,
  },
  {
    name: 'governance',
    summary:
      'what a change of declarations, rules or code does to whom, and whether two governors approved it',
    load: async () => (await import('./governance.js')).spec,
  },
  {
    name: 'diff',
    summary: 'what a change gives and takes, of whom and by which line, before it is merged',
    load: async () => (await import('./diff.js')).spec,
  },
  {
    name: 'policy test',
    summary: 'whether the rules are whole and say what their golden table says',
    load: async () => (await import('./policy-test.js')).spec,
  },
  {
    name: 'policy explain',
    summary: 'why one ticket is decided as it is: every rule beside it, with the facts that it saw',
    load: async () => (await import('./policy-explain.js')).spec,
  },
  {
    name: 'policy whatif',
    summary: 'which open tickets and live grants other rules would decide differently',
    load: async () => (await import('./policy-whatif.js')).spec,
  },
  {
    name: 'policy who',
    summary: 'who may ask for a package, and who may approve it today: by name, condition and dead end',
    load: async () => (await import('./policy-who.js')).spec,
  },
  {
    name: 'policy schema',
    summary: 'every fact that a rule can ask for',
    load: async () => (await import('./policy-schema.js')).spec,
  },
  {
    name: 'synth',
    summary: 'declarations and tickets to a manifest and Terraform JSON',
    load: async () => (await import('./synth.js')).spec,
  },
  {
    name: 'stacks',
    summary: 'the stacks of a synthesis, and as the matrix of a CI job',
    load: async () => (await import('./stacks.js')).spec,
  },
  {
    name: 'plan',
    summary: 'what Terraform would do, stack by stack, bound to what was reviewed',
    load: async () => (await import('./plan.js')).spec,
  },
  {
    name: 'check',
    summary:
      'everything that is wrong with declarations, tickets, feeds and decisions: what CI runs on a pull request',
    load: async () => (await import('./check.js')).spec,
  },
  {
    name: 'request new',
    summary: 'write a ticket: asks for what is missing, and offers only what its holder may ask for',
    load: async () => (await import('./request-new.js')).spec,
  },
  {
    name: 'request validate',
    summary: 'what is wrong with ticket files, before anybody is asked to read them',
    load: async () => (await import('./request-validate.js')).spec,
  },
  {
    name: 'review',
    summary: 'what somebody found of an exception or emergency after its use',
    load: async () => (await import('./review.js')).spec,
  },
  {
    name: 'drift',
    summary: 'what is live and not wanted, and what is wanted and not live',
    load: async () => (await import('./drift.js')).spec,
  },
  {
    name: 'revert',
    summary: 'take away what no basis explains; dry without --confirm',
    load: async () => (await import('./revert.js')).spec,
  },
  {
    name: 'meaning',
    summary: 'what a policy, or all that a package gives, allows, how dangerous it is, and why',
    load: async () => (await import('./meaning.js')).spec,
  },
  {
    name: 'ledger init',
    summary: 'start a ledger: keys by zone, and a first entry signed by two governors',
    load: async () => (await import('./ledger-init.js')).spec,
  },
  {
    name: 'ledger verify',
    summary: 'check every byte of a ledger against one public key',
    load: async () => (await import('./ledger-verify.js')).spec,
  },
  {
    name: 'ledger show',
    summary: 'what the entries say',
    load: async () => (await import('./ledger-show.js')).spec,
  },
  {
    name: 'ledger prove',
    summary: 'a proof that one entry is in the ledger, or that it only ever grew',
    load: async () => (await import('./ledger-prove.js')).spec,
  },
  {
    name: 'ledger checkpoint',
    summary: 'the signed checkpoint over all entries, to keep elsewhere',
    load: async () => (await import('./ledger-checkpoint.js')).spec,
  },
  {
    name: 'ledger anchor',
    summary: 'lay the current checkpoint out of the writer’s reach',
    load: async () => (await import('./ledger-anchor.js')).spec,
  },
  {
    name: 'ledger signer',
    summary: 'sign checkpoints in a process of its own, until Ctrl-C',
    load: async () => (await import('./ledger-signer.js')).spec,
  },
  {
    name: 'ledger mend',
    summary: 'mend what a crash left of a ledger, and record it',
    load: async () => (await import('./ledger-mend.js')).spec,
  },
  {
    name: 'ledger operator',
    summary: 'make the key of somebody who runs reverts known to the ledger, signed by two governors',
    load: async () => (await import('./ledger-operator.js')).spec,
  },
  {
    name: 'ledger page',
    summary: 'write the page that verifies a ledger in a browser, without network',
    load: async () => (await import('./ledger-page.js')).spec,
  },
  {
    name: 'ledger bundle',
    summary: 'all files of a ledger in one, to hand over',
    load: async () => (await import('./ledger-bundle.js')).spec,
  },
  {
    name: 'explain',
    summary: 'who approved it, under which policy, why, and when it ended: from evidence alone',
    load: async () => (await import('./explain.js')).spec,
  },
  {
    name: 'who',
    summary: 'who held what at an instant in the past, from evidence alone',
    load: async () => (await import('./who.js')).spec,
  },
  {
    name: 'identity check',
    summary: 'how fit the identity feeds are, and which grants what stands in them touches',
    load: async () => (await import('./identity-check.js')).spec,
  },
  {
    name: 'show grant',
    summary: 'one grant: what it gives, on which bases, through which edges',
    load: async () => (await import('./show.js')).show('grant'),
  },
  {
    name: 'show principal',
    summary: 'everything one person or workload holds, and why',
    load: async () => (await import('./show.js')).show('principal'),
  },
  {
    name: 'show package',
    summary: 'one package: what it gives, who may hold it, who approves, who holds it',
    load: async () => (await import('./show.js')).show('package'),
  },
  {
    name: 'sandbox start',
    summary: 'serve AWS and Okta on loopback until Ctrl-C',
    load: async () => (await import('./sandbox-start.js')).spec,
  },
  {
    name: 'sandbox load',
    summary: 'put a world into the running sandbox: a seed file, or what a manifest declares',
    load: async () => (await import('./sandbox-load.js')).spec,
  },
  {
    name: 'sandbox tamper',
    summary: 'do what people do in consoles, move the clock, or switch a fault on',
    load: async () => (await import('./sandbox-tamper.js')).spec,
  },
  {
    name: 'demo',
    summary: 'the main job from end to end against the sandbox, in under 90 seconds',
    load: async () => (await import('./demo.js')).spec,
  },
  {
    name: 'completion',
    summary: 'print the completion script of a shell',
    load: async () => (await import('./completion.js')).spec,
  },
];

/** What the nouns with several verbs are about. */
export const NOUNS: Readonly<Record<string, string>> = {
  request: 'ask for access: write a ticket, and check it',
  identity: 'who somebody is, by HR and the directory',
  policy: 'the rules that decide: test them, and look at what they decide of whom and why',
  show: 'look at one grant, principal or package',
  ledger: 'the evidence: start it, verify it, read it, prove parts of it to others',
  sandbox: 'a loopback AWS and Okta for the whole product: start, load, tamper',
};
