import type { Sighting } from './script.js';

/** What a saved report has at least, for these checks. */
export interface SavedFinding {
  readonly class: string;
  readonly subject: SavedSubject;
  readonly allows?: { readonly tier: string };
  readonly change?: { readonly gained: { readonly among: readonly { readonly action: string }[] } };
}

interface SavedSubject {
  readonly what: string;
  readonly edge?: { readonly holder: SavedEnd; readonly target: SavedEnd };
  readonly failure?: { readonly part: SavedPart };
  readonly set?: { readonly name: string };
}

interface SavedEnd {
  readonly kind: string;
  readonly id?: string;
  readonly name?: string;
  readonly native?: string;
  readonly account?: string;
  readonly set?: { readonly name: string };
}

interface SavedPart {
  readonly part: string;
  readonly name?: string;
  readonly of?: string;
  readonly account?: string;
}

/** What is expected and not there, and what is there and not expected; empty when both are the same. */
export function differences(found: readonly SavedFinding[], expected: readonly Sighting[]): string[] {
  const is = found.map((finding) => sighted(finding).join(' | ')).sort();
  const ought = expected.map((sighting) => sighting.join(' | ')).sort();
  return [
    ...without(ought, is).map((sighting) => `expected and not found: ${sighting}`),
    ...without(is, ought).map((sighting) => `found and not expected: ${sighting}`),
  ];
}

function sighted({ class: drift, subject, allows, change }: SavedFinding): Sighting {
  const allowed = allows?.tier ?? change?.gained.among[0]?.action;
  const [holder, target] = subject.edge
    ? [endText(subject.edge.holder), endText(subject.edge.target)]
    : ['', subjectText(subject)];
  return allowed === undefined ? [drift, holder, target] : [drift, holder, target, allowed];
}

function subjectText({ what, failure, set }: SavedSubject): string {
  const part = failure?.part;
  const words = part ? [part.part, part.name ?? part.of, part.account] : [what, set?.name];
  return words.filter(Boolean).join(' ');
}

function endText(end: SavedEnd): string {
  if (end.kind === 'person') return `hr:${end.id ?? ''}`;
  if (end.kind === 'workload') return `workload:${end.id ?? ''}`;
  if (end.set) return `${end.kind} ${end.set.name} ${end.account ?? ''}`;
  return `${end.kind} ${end.name ?? end.native ?? ''}`;
}

/** Each element as often as it stands in `from` beyond what `taken` has. */
function without(from: readonly string[], taken: readonly string[]): string[] {
  const left = [...taken];
  return from.filter((text) => {
    const at = left.indexOf(text);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}
