import type { z } from 'zod';
import { manifestSchema } from '../../manifest/index.js';
import { driftDocument } from '../../drift/index.js';
import { revertDocument } from '../../workflow/index.js';
import { explainDocument, whoDocument } from './record.js';
import {
  ledgerAnchorDocument,
  ledgerCheckpointDocument,
  ledgerFileDocument,
  ledgerInitDocument,
  ledgerMendDocument,
  ledgerOperatorDocument,
  ledgerProveDocument,
  ledgerShowDocument,
  ledgerSignerDocument,
  ledgerVerifyDocument,
} from './ledger.js';
import { errorDocument, sandboxDocument, synthDocument } from './others.js';
import { scanDocument } from './scan.js';
import { showDocument } from './show.js';

/** The schema of each document that leaves Writ, by the name of its file in schemas/. */
export const DOCUMENTS = {
  drift: driftDocument,
  error: errorDocument,
  explain: explainDocument,
  'ledger-anchor': ledgerAnchorDocument,
  'ledger-checkpoint': ledgerCheckpointDocument,
  'ledger-file': ledgerFileDocument,
  'ledger-init': ledgerInitDocument,
  'ledger-mend': ledgerMendDocument,
  'ledger-operator': ledgerOperatorDocument,
  'ledger-prove': ledgerProveDocument,
  'ledger-show': ledgerShowDocument,
  'ledger-signer': ledgerSignerDocument,
  'ledger-verify': ledgerVerifyDocument,
  manifest: manifestSchema,
  revert: revertDocument,
  sandbox: sandboxDocument,
  scan: scanDocument,
  show: showDocument,
  synth: synthDocument,
  who: whoDocument,
} as const satisfies Readonly<Record<string, z.ZodType>>;

/** The name of a published document. */
export type DocumentName = keyof typeof DOCUMENTS;
