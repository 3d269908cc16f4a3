import { z } from 'zod';
import { shapeOf } from '../kernel/index.js';
import { shapes } from '../model/index.js';
import { wrapped } from './columns.js';
import type { Paint } from './paint.js';
import { clean } from './text.js';

/** A ticket that was written, and what happens next. */
export interface WrittenTicket {
  readonly schema: 'writ.request/1';
  readonly ticket: string;
  /** Where it was written. */
  readonly file: string;
  /** Its text. */
  readonly text: string;
  readonly principal: string;
  readonly package: string;
  readonly asset: string;
  /** How it is approved. */
  readonly route: 'auto' | 'one' | 'dual' | 'emergency' | 'none';
  /** Each role of the route with who can fill it now, as `hr:…` with the name. Each has to be another person. */
  readonly approvals: readonly { readonly role: string; readonly people: readonly string[] }[];
}

const { text } = shapes;

/** What `writ request new --json` prints. */
export const requestDocument = shapeOf<WrittenTicket>()(
  z.object({
    schema: z.literal('writ.request/1'),
    ticket: text,
    file: text,
    text,
    principal: text,
    package: text,
    asset: text,
    route: z.enum(['auto', 'one', 'dual', 'emergency', 'none']),
    approvals: z.array(z.object({ role: text, people: z.array(text) })),
  }),
);

/** The ticket, where it is, who approves it, and what to do next. */
export function requestText(written: WrittenTicket, paint: Paint, width: number): string[] {
  const { file, ticket } = written;
  return [
    ...written.text
      .trimEnd()
      .split('\n')
      .map((line) => paint.faint(clean(line))),
    `wrote ${paint.strong(clean(file))}`,
    ...nextLines(written, paint, width),
    `next: commit it on a branch and open a pull request; \`writ request validate ${clean(file)}\` checks ${ticket} again`,
  ];
}

function nextLines({ route, approvals }: WrittenTicket, paint: Paint, width: number): string[] {
  if (route === 'none') return ['it needs no approval'];
  if (route === 'auto') return ['the rules decide it: its route asks for nobody'];
  return approvals.flatMap(({ role, people }) => {
    const who = people.length > 0 ? people.map(clean).join(', ') : paint.bad('nobody can, today');
    return wrapped(`to be approved by ${clean(role)}: ${who}`, width, '  ');
  });
}
