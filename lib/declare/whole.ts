import { quoted, WritError } from '../kernel/index.js';
import { isDeclaration } from './declaration.js';
import { onOrganizations, type Organization } from './organization.js';

/**
 * What `declare` returns, when it is all that was declared meanwhile: what stands below an organization that is not the
 * one returned would be read by nobody. Throws DECLARATION_INVALID.
 */
export async function wholeOf(declare: () => Organization | Promise<Organization>): Promise<Organization> {
  const made = onOrganizations();
  try {
    return refuseLost(await declare(), made.all);
  } finally {
    made.stop();
  }
}

/** As {@link wholeOf}, of declarations that wait for nothing. */
export function wholeNow(declare: () => Organization): Organization {
  const made = onOrganizations();
  try {
    return refuseLost(declare(), made.all);
  } finally {
    made.stop();
  }
}

function refuseLost(returned: Organization, made: readonly Organization[]): Organization {
  for (const other of made) {
    const lost = other === returned ? undefined : other.node.findAll().find(isDeclaration);
    if (!lost) continue;
    throw new WritError(
      'DECLARATION_INVALID',
      `${quoted(lost.node.path)} is declared in organization ${quoted(other.name)}, and \`declare\` returns another one`,
      {
        place: { path: lost.node.path },
        remedy: 'declare everything below the organization that `declare` returns',
      },
    );
  }
  return returned;
}
