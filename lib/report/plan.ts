import type { ToDo } from '../apply/index.js';
import { counted, type Digest, type FaultData } from '../kernel/index.js';
import { REFUSALS, type Refusal, type RefusalCode } from '../plan/index.js';
import type { Paint } from './paint.js';
import { wrapped } from './columns.js';
import { clean } from './text.js';

/** What `writ plan` says. */
export interface PlanReport {
  readonly schema: 'writ.plan/1';
  readonly manifest: Digest;
  /** Folder of the bundles. */
  readonly out: string;
  /** In the order of the manifest. */
  readonly shards: readonly ShardReport[];
}

/** What became of one stack. */
export type ShardReport = {
  readonly stack: string;
  readonly provider: 'aws' | 'okta';
  readonly wave: number;
} & (
  | {
      readonly state: 'planned';
      /** Of its binding. */
      readonly binding: Digest;
      /** Of its canonical plan. */
      readonly plan: Digest;
      readonly toDo: readonly ToDo[];
      readonly lockReviewed: boolean;
    }
  | { readonly state: 'refused'; readonly refusals: readonly ToldRefusal[] }
  | { readonly state: 'failed'; readonly error: FaultData }
  /** It looks up by name what these stacks have yet to make. */
  | { readonly state: 'waits'; readonly for: readonly string[] }
);

/** A refusal with what to do about it. */
export interface ToldRefusal {
  readonly code: string;
  readonly message: string;
  readonly at?: string;
  readonly remedy: string;
}

/** A refusal as it is told. */
export function toldRefusal({ code, message, at }: Refusal): ToldRefusal {
  const { remedy } = REFUSALS[code satisfies RefusalCode];
  return { code, message, ...(at === undefined ? {} : { at }), remedy };
}

const MARKS: Readonly<Record<ToDo['action'], string>> = {
  create: '+',
  update: '~',
  delete: '-',
  replace: '±',
};

/** The plans in words: per stack what is added, changed and destroyed, or why there is no plan. */
export function planText(report: PlanReport, paint: Paint, width: number): string[] {
  const of = (state: ShardReport['state']): number =>
    report.shards.filter((each) => each.state === state).length;
  const counts = [
    `${counted(of('planned'), 'stack')} planned`,
    ...(of('waits') > 0 ? [`${String(of('waits'))} waiting for an earlier wave`] : []),
    ...(of('refused') > 0 ? [`${String(of('refused'))} refused`] : []),
    ...(of('failed') > 0 ? [`${String(of('failed'))} failed`] : []),
  ];
  return [
    ...report.shards.flatMap((shard) => shardLines(shard, paint, width)),
    `${counts.join(', ')}; bundles in ${clean(report.out)}`,
  ];
}

function shardLines(shard: ShardReport, paint: Paint, width: number): string[] {
  const name = clean(shard.stack);
  switch (shard.state) {
    case 'planned':
      return [
        `${name}: ${summaryOf(shard.toDo)} ${paint.faint(shard.binding)}`,
        ...shard.toDo.map(({ address, action }) => `  ${MARKS[action]} ${clean(address)}`),
      ];
    case 'waits':
      return [
        `${name} ${paint.faint('waits')}: it looks up what is yet to be made by ${shard.for.map(clean).join(', ')}`,
      ];
    case 'refused':
      return [
        `${name} ${paint.warn('refused')}`,
        ...shard.refusals.flatMap(({ code, message, at, remedy }) =>
          indented(
            `${code}${at === undefined ? '' : ` ${clean(at)}`}: ${clean(message)}; ${clean(remedy)}`,
            width,
          ),
        ),
      ];
    case 'failed':
      return [
        `${name} ${paint.warn('failed')}`,
        ...indented(
          `${shard.error.code}: ${clean(shard.error.message)}; ${clean(shard.error.remedy)}`,
          width,
        ),
      ];
  }
}

function summaryOf(toDo: readonly ToDo[]): string {
  if (toDo.length === 0) return 'nothing to do';
  const of = (...actions: readonly ToDo['action'][]): number =>
    toDo.filter(({ action }) => actions.includes(action)).length;
  return `${String(of('create', 'replace'))} to add, ${String(of('update'))} to change, ${String(of('delete', 'replace'))} to destroy`;
}

function indented(text: string, width: number): string[] {
  return wrapped(text, width - 2, '  ').map((line) => `  ${line}`);
}
