import { by, sorted, sortedTexts } from '../../kernel/index.js';
import { principalText } from '../../model/index.js';
import { judgeOne, type DecideInput, type JudgedTicket } from '../decide/decide.js';
import { gravityOf } from '../decide/outcome.js';
import type { DecisionRecord } from '../decide/record.js';
import { called } from '../explain/explain.js';
import type { ResolvedTicket } from '../resolved.js';
import type { RuleEngine } from '../rules/engine.js';
import { unreadableFiles, type UnreadableTicket } from '../unreadable-ticket.js';
import { lintRules } from '../rules/lint.js';
import {
  WHATIF_CHANGES,
  type PolicyWhatifDocument,
  type WhatifRule,
  type WhatifSaid,
  type WhatifTicket,
} from './document.js';

/** What two sets of rules are compared over. */
export interface WhatifInput extends Omit<DecideInput, 'engine'> {
  /** The rules of today. */
  readonly before: RuleEngine;
  /** The rules that are asked about. */
  readonly after: RuleEngine;
  /** Ids of approved tickets that give, or will. */
  readonly giving: ReadonlySet<string>;
  /** Ids of tickets that something was seen live for. @default - nothing tells what is live */
  readonly live?: ReadonlySet<string>;
  /** Ticket files that could not be read. @default - every one could */
  readonly unreadable?: readonly UnreadableTicket[];
}

/**
 * Which tickets another set of rules would decide differently, each judged whole by both: those that are open, and those that were
 * approved and give. Birthrights and ends are decided by no rule; what is over is over. Pure.
 */
export function whatifRules(input: WhatifInput): PolicyWhatifDocument {
  const { before, after, ground } = input;
  const rules = changesOf(before, after);
  const states = stateOf(input);
  const asked = [...input.intake.resolved, ...input.intake.unfit].flatMap((resolved) => {
    const state = states(resolved);
    return state === undefined ? [] : [{ resolved, state }];
  });
  const count = (state: WhatifTicket['state']): number => asked.filter((each) => each.state === state).length;
  const known = new Set(lintRules(before.rules, ground.catalogue, ground.at).map(faultKey));
  return {
    schema: 'writ.policy-whatif/1',
    at: ground.at,
    before: before.digest,
    after: after.digest,
    rules,
    faults: lintRules(after.rules, ground.catalogue, ground.at)
      .filter((fault) => !known.has(faultKey(fault)))
      .map(({ code, message, remedy }) => ({ code, message, remedy })),
    compared: {
      open: count('open'),
      decided: count('decided') + count('live'),
      ...(input.live ? { live: count('live') } : {}),
    },
    unreadable: unreadableFiles(input.unreadable ?? []),
    differing: sorted(
      asked.flatMap(({ resolved, state }) => differing(resolved, state, rules, input) ?? []),
      by(
        ({ change }) => String(WHATIF_CHANGES.indexOf(change)),
        ({ ticket }) => ticket,
        ({ file }) => file,
      ),
    ),
  };
}

const faultKey = ({ code, message }: { readonly code: string; readonly message: string }): string =>
  JSON.stringify([code, message]);

/** What a ticket is to a comparison; undefined where rules decide nothing of it any more. */
function stateOf({ ground, giving, live }: WhatifInput) {
  return ({ ticket, digest }: ResolvedTicket): WhatifTicket['state'] | undefined => {
    if (ticket.kind === 'removal') return undefined;
    if (ground.approvedAt(digest) === undefined) return 'open';
    if (live?.has(ticket.ticket)) return 'live';
    return giving.has(ticket.ticket) ? 'decided' : undefined;
  };
}

function changesOf(before: RuleEngine, after: RuleEngine): PolicyWhatifDocument['rules'] {
  const old = new Map(before.rules.map(({ id, text }) => [id, text]));
  const now = new Map(after.rules.map(({ id, text }) => [id, text]));
  return {
    added: sortedTexts([...now.keys()].filter((id) => !old.has(id))),
    removed: sortedTexts([...old.keys()].filter((id) => !now.has(id))),
    changed: sortedTexts([...now].flatMap(([id, text]) => (old.has(id) && old.get(id) !== text ? [id] : []))),
  };
}

function differing(
  resolved: ResolvedTicket,
  state: WhatifTicket['state'],
  rules: PolicyWhatifDocument['rules'],
  input: WhatifInput,
): WhatifTicket | undefined {
  const old = judgeOne(resolved, { ...input, engine: input.before });
  const now = judgeOne(resolved, { ...input, engine: input.after });
  const [before, after] = [saidOf(old.record), saidOf(now.record)];
  const change = changeOf(before, after);
  if (!change) return undefined;
  const { ticket, principal, package: wanted, asset } = resolved;
  // Where only one of them looked at reviews, the rules about reviews say nothing of the difference.
  const reviewed = old.reviews !== undefined && now.reviews !== undefined;
  return {
    ticket: ticket.ticket,
    file: ticket.file,
    principal: called(principalText(principal), input.ground),
    package: wanted.id,
    asset,
    state,
    change,
    before,
    after,
    rules: rulesOf(heldBy(old, input.before, reviewed), heldBy(now, input.after, reviewed), rules),
  };
}

function saidOf({ outcome, reasons, reviews, expires }: DecisionRecord): WhatifSaid {
  const uncounted = reviews.flatMap((each) => each.reasons.map(({ code }) => code));
  const codes = sortedTexts(new Set([...reasons.map(({ code }) => code), ...uncounted]));
  return { outcome, codes, ...(expires ? { expires } : {}) };
}

/** How far one answer is from another; undefined where they are the same. */
function changeOf(before: WhatifSaid, after: WhatifSaid): WhatifTicket['change'] | undefined {
  if (before.outcome !== after.outcome) {
    if (after.outcome === 'approve') return 'approves';
    return gravityOf(after.outcome) > gravityOf(before.outcome) ? 'loosens' : 'tightens';
  }
  if (before.codes.join() === after.codes.join()) {
    const [old, now] = [before.expires ?? '', after.expires ?? ''];
    return old === now ? undefined : now > old ? 'loosens' : 'tightens';
  }
  const has = (some: WhatifSaid, all: WhatifSaid): boolean =>
    some.codes.every((code) => all.codes.includes(code));
  return has(after, before) ? 'loosens' : has(before, after) ? 'tightens' : 'otherwise';
}

/** Ids of the rules that hold or err beside what a decision asked, reviews included. */
function heldBy(
  { question, reviews = [] }: JudgedTicket,
  engine: RuleEngine,
  reviewed: boolean,
): ReadonlySet<string> {
  const of = reviewed ? reviews.map((each) => each.question) : [];
  const questions = [question, ...of].filter((each) => each !== undefined);
  return new Set(
    questions.flatMap((each) =>
      engine
        .each(each)
        .filter(({ held }) => held === 'held' || held === 'erred')
        .map(({ rule: { id } }) => id),
    ),
  );
}

function rulesOf(
  old: ReadonlySet<string>,
  now: ReadonlySet<string>,
  { added, removed, changed }: PolicyWhatifDocument['rules'],
): readonly WhatifRule[] {
  return sortedTexts(new Set([...old, ...now])).flatMap((id): readonly WhatifRule[] => {
    const holds = old.has(id) && now.has(id) ? 'both' : old.has(id) ? 'before' : 'after';
    const rule = added.includes(id)
      ? 'added'
      : removed.includes(id)
        ? 'removed'
        : changed.includes(id)
          ? 'changed'
          : 'same';
    return holds === 'both' && rule === 'same' ? [] : [{ id, holds, rule }];
  });
}
