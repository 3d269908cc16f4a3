import { quoted, WritError } from '../kernel/index.js';
import { isOrganization, onDeclarations, type Declaration } from './declaration.js';
import type { Organization } from './organization.js';

/**
 * What `declare` returns, when it is all that was declared meanwhile: what stands below an organization that is not the
 * one returned would be read by nobody. Throws DECLARATION_INVALID.
 */
export async function wholeOf(declare: () => Organization | Promise<Organization>): Promise<Organization> {
  const made = onDeclarations();
  try {
    return refuseLost(await declare(), made.all);
  } finally {
    made.stop();
  }
}

/** As {@link wholeOf}, of declarations that wait for nothing. */
export function wholeNow(declare: () => Organization): Organization {
  const made = onDeclarations();
  try {
    return refuseLost(declare(), made.all);
  } finally {
    made.stop();
  }
}

function refuseLost(returned: Organization, made: readonly Declaration[]): Organization {
  if (!isOrganization(returned)) throw nothingReturned(returned);
  const lost = made.find((each) => each.node.root !== returned);
  if (!lost) return returned;
  throw new WritError(
    'DECLARATION_INVALID',
    `${quoted(lost.node.path)} is declared in organization ${quoted(nameOf(lost.node.root))}, and \`declare\` returns another one`,
    {
      place: { path: lost.node.path },
      remedy: 'declare everything below the organization that `declare` returns',
    },
  );
}

function nothingReturned(returned: unknown): WritError {
  const what = returned === null ? 'null' : isPromise(returned) ? 'a promise' : typeof returned;
  return new WritError('DECLARATION_INVALID', `\`declare\` returns ${what}; an \`Organization\` is allowed`, {
    remedy: 'return the organization; in tests, await what is awaited before `declare`',
  });
}

function isPromise(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'then' in value;
}

function nameOf(root: object): string {
  return 'name' in root && typeof root.name === 'string' ? root.name : '';
}
