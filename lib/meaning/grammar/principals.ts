import { branded, quoted, sortedTexts } from '../../kernel/index.js';
import type { DocumentPath, PolicyFaults } from './faults.js';
import type { Patterns, PrincipalPattern } from './policy.js';
import { listOf, objectOf, readText } from './values.js';

/** Everybody, whoever they are. */
export const EVERYBODY: PrincipalPattern = branded<'principal-pattern'>('*');

const TYPES = ['AWS', 'Service', 'Federated', 'CanonicalUser'];

/** `Principal` or `NotPrincipal`; undefined in a policy that is attached to whom it is about. */
export function readPrincipals(
  statement: Readonly<Record<string, unknown>>,
  path: DocumentPath,
  faults: PolicyFaults,
): Patterns<PrincipalPattern> | undefined {
  const [is, isNot] = [statement['Principal'], statement['NotPrincipal']];
  if (is === undefined && isNot === undefined) return undefined;
  if (is !== undefined && isNot !== undefined)
    return faults.add(path, 'it has both `Principal` and `NotPrincipal`', 'write one of them');
  const name = is === undefined ? 'NotPrincipal' : 'Principal';
  const of = principalsOf(is ?? isNot, [...path, name], faults);
  return { except: is === undefined, of: sortedTexts([...new Set(of)]) };
}

function principalsOf(value: unknown, path: DocumentPath, faults: PolicyFaults): readonly PrincipalPattern[] {
  if (value === '*') return [EVERYBODY];
  return Object.entries(objectOf(value, path, faults) ?? {}).flatMap(([type, who]) => {
    if (!TYPES.includes(type)) {
      faults.add(
        [...path, type],
        `${quoted(type)} is no type of principal`,
        `write one of ${TYPES.join(', ')}`,
      );
      return [];
    }
    return (listOf(who, [...path, type], faults) ?? []).flatMap(({ value: one, at }) => {
      const text = readText(one, at, faults);
      return text === undefined ? [] : [patternOf(type, text)];
    });
  });
}

/** An account by its number is its root; every AWS principal is everybody. */
function patternOf(type: string, text: string): PrincipalPattern {
  if (type === 'AWS' && text === '*') return EVERYBODY;
  const who = type === 'AWS' && /^\d{12}$/.test(text) ? `arn:aws:iam::${text}:root` : text;
  return branded<'principal-pattern'>(`${type} ${who}`);
}
