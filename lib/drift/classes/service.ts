import type { EdgeDraft } from '../judging/edge-finding.js';

/** Made and kept by the provider. */
export const BY_SERVICE: EdgeDraft = { code: 'BY_SERVICE' };
