import type { z } from 'zod';
import { bindingDocument } from '../../apply/index.js';
import { driftDocument } from '../../drift/index.js';
import {
  credentialsDocument,
  delegationsDocument,
  eventsDocument,
  feedManifest,
  identityCheckDocument,
  identityDocument,
} from '../../identity/index.js';
import { manifestSchema, matrixDocument, ticketSchema } from '../../manifest/index.js';
import {
  decideDocument,
  decisionRecords,
  governanceDocument,
  observationsSchema,
  policyCasesSchema,
  policyExplainDocument,
  policySchemaDocument,
  policyTestDocument,
  policyWhatifDocument,
  policyWhoDocument,
} from '../../policy/index.js';
import { meaningDocument } from '../../meaning/index.js';
import { explainDocument, whoDocument } from '../../record/index.js';
import {
  checkDocument,
  ledgerFileDocument,
  ledgerInitDocument,
  ledgerShowDocument,
  ledgerSignerDocument,
  ledgerVerifyDocument,
  planDocument,
  requestDocument,
  reviewDocument,
  synthDocument,
} from '../../report/index.js';
import { scanDocument } from '../../scan/index.js';
import { diffDocument, showDocument } from '../../wanted/index.js';
import { reproductionDocument, revertDocument } from '../../workflow/index.js';
import {
  ledgerAnchorDocument,
  ledgerCheckpointDocument,
  ledgerMendDocument,
  ledgerOperatorDocument,
  ledgerProveDocument,
} from '../../workflow/ledger/shapes.js';
import { errorDocument } from './error.js';
import { sandboxDocument } from './sandbox.js';

/** The schema of each document that Writ writes, and of those that people write for it, by the name of its file in schemas/. */
export const DOCUMENTS = {
  binding: bindingDocument,
  check: checkDocument,
  credentials: credentialsDocument,
  decide: decideDocument,
  delegations: delegationsDocument,
  decisions: decisionRecords,
  diff: diffDocument,
  drift: driftDocument,
  error: errorDocument,
  events: eventsDocument,
  explain: explainDocument,
  'feed-manifest': feedManifest,
  governance: governanceDocument,
  identity: identityDocument,
  'identity-check': identityCheckDocument,
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
  matrix: matrixDocument,
  meaning: meaningDocument,
  observations: observationsSchema,
  plan: planDocument,
  request: requestDocument,
  'policy-cases': policyCasesSchema,
  'policy-explain': policyExplainDocument,
  'policy-schema': policySchemaDocument,
  'policy-test': policyTestDocument,
  'policy-whatif': policyWhatifDocument,
  'policy-who': policyWhoDocument,
  reproduction: reproductionDocument,
  revert: revertDocument,
  review: reviewDocument,
  sandbox: sandboxDocument,
  scan: scanDocument,
  show: showDocument,
  synth: synthDocument,
  ticket: ticketSchema,
  who: whoDocument,
} as const satisfies Readonly<Record<string, z.ZodType>>;

/** The name of a published document. */
export type DocumentName = keyof typeof DOCUMENTS;
