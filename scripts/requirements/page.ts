import { isConfirmed, type Requirement, type RequirementGroup } from './source.js';

/** One test that bears the id of a requirement, and how it ended in the last full run. */
export interface Proof {
  readonly file: string;
  readonly title: string;
  readonly status: string;
}

/** Requirement id → the tests that name it, in order. */
export type Proofs = ReadonlyMap<string, readonly Proof[]>;

/**
 * How far a requirement is proven: `proven` only with a test that bears its id and passed and a line that says when that
 * fails; `partly` where something of it is not there yet.
 */
export type State = 'proven' | 'partly' | 'unheld' | 'failing' | 'skipped' | 'not yet';

export function stateOf({ failsWhen, lacks }: Requirement, proofs: readonly Proof[] = []): State {
  if (proofs.length === 0) return 'not yet';
  if (proofs.some(({ status }) => status === 'failed')) return 'failing';
  if (!proofs.some(({ status }) => status === 'passed')) return 'skipped';
  if (!failsWhen) return 'unheld';
  return lacks === undefined ? 'proven' : 'partly';
}

export function requirementsPage(groups: readonly RequirementGroup[], proofs: Proofs): string {
  const all = groups.flatMap(({ requirements }) => requirements);
  const count = (state: State): number =>
    all.filter((each) => stateOf(each, proofs.get(each.id)) === state).length;
  return [
    '# Requirements and the tests that prove them',
    '',
    '<!-- The tests are those of the last `npm run requirements`, the words those of docs/requirements.json. Do not edit. -->',
    '',
    `Of ${all.length} requirements ${count('proven')} are proven and ${count('partly')} partly. One counts as proven only when a test that bears its id in its title passed and`,
    'one line says when that test fails: the behaviour whose removal turns it red, and where that is. Confirmed by mutation: `npm run mutate -- --requirements`',
    `took the behaviour away and saw the named test red, for ${all.filter(isConfirmed).length} of them.`,
    '',
    ...groups.flatMap((group) => groupLines(group, proofs)),
  ].join('\n');
}

function groupLines({ title, requirements }: RequirementGroup, proofs: Proofs): readonly string[] {
  return [
    `## ${title}`,
    '',
    '| id | requirement | state |',
    '|---|---|---|',
    ...requirements.map((each) => {
      const own = proofs.get(each.id);
      const name = own ? `[${each.id}](#${each.id.toLowerCase()})` : each.id;
      return `| ${name} | ${each.text} | ${stateText(each, own)} |`;
    }),
    '',
    ...requirements.flatMap((each) => testedLines(each, proofs.get(each.id) ?? [])),
  ];
}

function stateText(requirement: Requirement, proofs: readonly Proof[] | undefined): string {
  const state = stateOf(requirement, proofs);
  switch (state) {
    case 'unheld':
      return 'not yet: tested, and nothing says when the tests fail';
    case 'failing':
      return '**failing**';
    case 'partly':
      return `partly; not yet: ${requirement.lacks ?? ''}`;
    case 'proven':
    case 'skipped':
    case 'not yet':
      return state;
  }
}

function testedLines(requirement: Requirement, proofs: readonly Proof[]): readonly string[] {
  if (proofs.length === 0) return [];
  const { id, failsWhen } = requirement;
  const confirmed = isConfirmed(requirement) ? ' Confirmed by mutation.' : '';
  return [
    `### ${id}`,
    '',
    ...(failsWhen
      ? [`Fails when: ${escaped(failsWhen.says)} (\`${failsWhen.place}\`).${confirmed}`, '']
      : []),
    ...proofs.map(proofLine),
    '',
  ];
}

function proofLine({ file, title, status }: Proof): string {
  return `- \`${file}\`: ${escaped(title)}${status === 'passed' ? '' : ` (${status})`}`;
}

function escaped(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('<', '&lt;');
}

/** The tests that a page tells, so that it can be written anew with other words and the same results. */
export function proofsIn(page: string): Proofs {
  const proofs = new Map<string, Proof[]>();
  let id: string | undefined;
  for (const line of page.split('\n')) {
    if (line.startsWith('#')) id = /^### (REQ-\d{3})$/.exec(line)?.[1];
    const [, file, said = ''] = /^- `([^`]+)`: (.*)$/.exec(line) ?? [];
    if (id === undefined || file === undefined) continue;
    const [, title = said, status = 'passed'] =
      /^(.*) \((failed|pending|todo|skipped|disabled)\)$/.exec(said) ?? [];
    const proof = { file, title: title.replaceAll('&lt;', '<').replaceAll('\\|', '|'), status };
    proofs.set(id, [...(proofs.get(id) ?? []), proof]);
  }
  return proofs;
}
