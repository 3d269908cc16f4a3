import { matches, overlaps } from '../glob.js';
import type { Cell } from './cell.js';

const FILLINGS = ['x', '', '111122223333', 'us-east-1', 'a/b', 'zz-other'];

/** Resources of a cell, those that the action works on first. */
export function resourcesIn({ within, without }: Cell, known: readonly string[]): readonly string[] {
  const patterns = within.length > 0 ? within : ['*'];
  const narrowest = [...patterns].sort((a, b) => b.length - a.length)[0] ?? '*';
  const shapes =
    narrowest === '*' ? [...known, '*'] : [...known.filter((each) => overlaps(each, narrowest)), narrowest];
  const samples = [...new Set(shapes.flatMap((shape) => FILLINGS.map((text) => concrete(shape, text))))];
  return samples.filter(
    (sample) =>
      patterns.every((pattern) => pattern === '*' || matches(pattern, sample)) &&
      !without.some((pattern) => pattern === '*' || matches(pattern, sample)),
  );
}

/** An action that AWS may add to a pattern; of a service that it may add where the pattern is all of them. */
export function newAction(pattern: string): string {
  return pattern === '*' ? 'x:x' : concrete(pattern, 'x');
}

/** A text that a pattern matches. */
function concrete(pattern: string, filling: string): string {
  if (pattern === '*') return filling === 'x' ? '*' : `arn:aws:s3:::${filling}`;
  return pattern.replace(/\*/g, filling).replace(/\?/g, filling[0] ?? 'x');
}
