import { sortedTexts } from '../../kernel/index.js';
import { EVERY_RESOURCE, resourcePattern, type ResourcePattern } from '../resource.js';
import { actionPattern } from './action.js';
import { readConditions } from './conditions.js';
import type { DocumentPath, PolicyFaults } from './faults.js';
import type { Patterns, PolicyStatement } from './policy.js';
import { readPrincipals } from './principals.js';
import { entriesOf, listOf, readText, variablesIn } from './values.js';

const VERSIONS = ['2012-10-17', '2008-10-17'];
const DOCUMENT = ['Version', 'Id', 'Statement'];
const STATEMENT = [
  'Sid',
  'Effect',
  'Principal',
  'NotPrincipal',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Condition',
];

/** The statements of a document; with a fault, some may be missing. */
export function readStatements(value: unknown, faults: PolicyFaults): readonly PolicyStatement[] | undefined {
  const document = entriesOf(value, [], DOCUMENT, faults);
  if (!document) return undefined;
  const version = document['Version'] ?? '2008-10-17';
  if (typeof version !== 'string' || !VERSIONS.includes(version))
    return faults.value(['Version'], version, '`2012-10-17` or `2008-10-17`');
  const listed = document['Statement'];
  if (listed === undefined) return faults.add([], 'it has no `Statement`', 'write one or more statements');
  return (Array.isArray(listed) ? (listed as unknown[]) : [listed]).flatMap((each, i) => {
    const path = Array.isArray(listed) ? ['Statement', i] : ['Statement'];
    return readStatement(each, path, version === '2012-10-17', faults) ?? [];
  });
}

function readStatement(
  value: unknown,
  path: DocumentPath,
  variables: boolean,
  faults: PolicyFaults,
): PolicyStatement | undefined {
  const statement = entriesOf(value, path, STATEMENT, faults);
  if (!statement) return undefined;
  const sid = statement['Sid'];
  if (sid !== undefined && typeof sid !== 'string') faults.value([...path, 'Sid'], sid, 'a text');
  const effect = statement['Effect'];
  if (effect !== 'Allow' && effect !== 'Deny')
    return faults.value([...path, 'Effect'], effect, '`Allow` or `Deny`');
  const actions = eitherOf(statement, 'Action', path, faults, (text, at) => actionPattern(text, at, faults));
  const principals = readPrincipals(statement, path, faults);
  const resources = resourcesOf(statement, path, variables, faults, principals !== undefined);
  const conditions = readConditions(statement['Condition'], [...path, 'Condition'], variables, faults);
  if (!actions || !resources) return undefined;
  return { effect, actions, resources, ...(principals ? { principals } : {}), conditions };
}

/** What says whom it is about may leave out on what: a trust policy is about the role that it is on. */
function resourcesOf(
  statement: Readonly<Record<string, unknown>>,
  path: DocumentPath,
  variables: boolean,
  faults: PolicyFaults,
  onItself: boolean,
): Patterns<ResourcePattern> | undefined {
  if (onItself && statement['Resource'] === undefined && statement['NotResource'] === undefined)
    return { except: false, of: [EVERY_RESOURCE] };
  return eitherOf(statement, 'Resource', path, faults, (text, at) => {
    const pattern = variables ? variablesIn(text, at, faults) : text;
    if (pattern === undefined) return undefined;
    return resourcePattern(pattern) ?? faults.value(at, text, 'an ARN or `*`');
  });
}

type Element = 'Action' | 'Resource';

/** `Action` or `NotAction`, exactly one of them, as sorted patterns. */
function eitherOf<Pattern extends string>(
  statement: Readonly<Record<string, unknown>>,
  element: Element,
  path: DocumentPath,
  faults: PolicyFaults,
  patternOf: (text: string, at: DocumentPath) => Pattern | undefined,
): Patterns<Pattern> | undefined {
  const [is, isNot] = [statement[element], statement[`Not${element}`]];
  if ((is === undefined) === (isNot === undefined))
    return faults.add(
      path,
      is === undefined
        ? `it has neither \`${element}\` nor \`Not${element}\``
        : `it has both \`${element}\` and \`Not${element}\``,
      `write one of \`${element}\` and \`Not${element}\``,
    );
  const name = is === undefined ? `Not${element}` : element;
  const listed = listOf(is ?? isNot, [...path, name], faults);
  const of = listed?.map(({ value, at }) => {
    const text = readText(value, at, faults);
    return text === undefined ? undefined : patternOf(text, at);
  });
  return of && { except: is === undefined, of: distinct(of) };
}

function distinct<Pattern extends string>(patterns: readonly (Pattern | undefined)[]): readonly Pattern[] {
  return sortedTexts([...new Set(patterns.filter((each) => each !== undefined))]);
}
