import type { Part } from './source.js';

/** A part of a source in words. */
export function partText(part: Part): string {
  switch (part.part) {
    case 'listing':
      return `the listing of ${part.of}`;
    case 'group':
      return `the members of group ${part.name}`;
    case 'app':
      return `the ${part.of} that app ${part.name} is assigned to`;
    case 'set':
      return `the accounts that permission set ${part.name} is in`;
    case 'content':
      return `the content of permission set ${part.name}`;
    case 'pair':
      return `the assignments of ${part.name} on account ${part.account}`;
  }
}
