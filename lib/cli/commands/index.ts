import type { CommandSpec } from '../command.js';
import { completion } from './completion.js';
import { demo } from './demo.js';
import { drift } from './drift.js';
import { explain } from './explain.js';
import { ledgerAnchor } from './ledger-anchor.js';
import { ledgerBundle } from './ledger-bundle.js';
import { ledgerCheckpoint } from './ledger-checkpoint.js';
import { ledgerInit } from './ledger-init.js';
import { ledgerMend } from './ledger-mend.js';
import { ledgerOperator } from './ledger-operator.js';
import { ledgerPage } from './ledger-page.js';
import { ledgerProve } from './ledger-prove.js';
import { ledgerShow } from './ledger-show.js';
import { ledgerSigner } from './ledger-signer.js';
import { ledgerVerify } from './ledger-verify.js';
import { revert } from './revert.js';
import { sandboxLoad } from './sandbox-load.js';
import { sandboxStart } from './sandbox-start.js';
import { sandboxTamper } from './sandbox-tamper.js';
import { scan } from './scan.js';
import { showGrant } from './show-grant.js';
import { showPackage } from './show-package.js';
import { showPrincipal } from './show-principal.js';
import { synth } from './synth.js';
import { who } from './who.js';

/** Every command, in the order in which help shows them. A new command is one spec, one action, and one line here. */
export const COMMANDS: readonly CommandSpec[] = [
  scan,
  synth,
  drift,
  revert,
  ledgerInit,
  ledgerVerify,
  ledgerShow,
  ledgerProve,
  ledgerCheckpoint,
  ledgerAnchor,
  ledgerSigner,
  ledgerMend,
  ledgerOperator,
  ledgerPage,
  ledgerBundle,
  explain,
  who,
  showGrant,
  showPrincipal,
  showPackage,
  sandboxStart,
  sandboxLoad,
  sandboxTamper,
  demo,
  completion,
];

/** What the nouns with several verbs are about. */
export const NOUNS: Readonly<Record<string, string>> = {
  show: 'look at one grant, principal or package',
  ledger: 'the evidence: start it, verify it, read it, prove parts of it to others',
  sandbox: 'a loopback AWS and Okta for the whole product: start, load, tamper',
};
