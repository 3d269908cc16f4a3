import type { WantedEdge } from '../../manifest/index.js';
import { basisText } from '../../model/index.js';

/** Why an edge is wanted, in words. */
export function whyWanted({ because }: WantedEdge): string {
  const [{ package: name, asset, standing }] = because;
  return `package ${name} on ${asset} gives it (${standing ? basisText(standing.basis) : 'by declaration'})`;
}
