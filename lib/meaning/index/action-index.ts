import { branded } from '../../kernel/index.js';
import { dataFile } from '../data-file.js';
import { isOpen, matches } from '../glob.js';
import type { ActionPattern } from '../grammar/index.js';
import { EVERY_RESOURCE, resourcePattern, type ResourcePattern } from '../resource.js';
import type { ActionsFile, ServiceRow } from './format.js';
import type { LevelLetter } from './level.js';

/** An action by its number in the index. */
export type ActionId = number;

/** What is known of one action. */
export interface ActionFacts {
  /** `s3:GetObject`, as AWS writes it. */
  readonly name: string;
  readonly service: string;
  readonly level: LevelLetter;
  /** What it works on; nothing where it can be asked for on `*` only. */
  readonly resources: readonly ResourcePattern[];
}

/** Every action that AWS documented when the index was made. */
export class ActionIndex {
  private readonly names: string[] = [];
  private readonly lowered: string[] = [];
  private readonly levels: LevelLetter[] = [];
  private readonly types: (readonly number[])[] = [];
  private readonly byPrefix = new Map<string, Service>();
  private readonly serviceOf: Service[] = [];
  private readonly expanded = new Map<string, readonly ActionId[]>();

  constructor(
    /** The version of the data, which whoever is told a meaning is told with it. */
    readonly version: string,
    rows: readonly ServiceRow[],
  ) {
    for (const [prefix, title, arns, actions] of rows) {
      const service = new Service(prefix, title, arns, this.names.length);
      for (const [name, level, types] of actions) {
        this.names.push(`${prefix}:${name}`);
        this.lowered.push(`${prefix}:${name}`.toLowerCase());
        this.levels.push(level);
        this.types.push(types);
        this.serviceOf.push(service);
      }
      service.end = this.names.length;
      this.byPrefix.set(prefix, service);
    }
  }

  /** The prefixes of all services, in order. */
  get services(): readonly string[] {
    return [...this.byPrefix.keys()];
  }

  get size(): number {
    return this.names.length;
  }

  /** What people call a service; its prefix where nobody knows it. */
  titleOf(service: string): string {
    return this.byPrefix.get(service)?.title ?? service;
  }

  knowsService(service: string): boolean {
    return this.byPrefix.has(service);
  }

  /** The actions of a service. */
  actionsOf(service: string): readonly ActionId[] {
    return this.expand(branded<'action-pattern'>(`${service}:*`));
  }

  /** The actions that a pattern in lower case matches, in order. */
  expand(pattern: ActionPattern): readonly ActionId[] {
    const known = this.expanded.get(pattern);
    if (known) return known;
    const found = this.find(pattern);
    this.expanded.set(pattern, found);
    return found;
  }

  facts(id: ActionId): ActionFacts {
    const service = this.serviceOf[id];
    const name = this.names[id];
    const level = this.levels[id];
    if (!service || name === undefined || level === undefined)
      throw new RangeError(`no action ${String(id)}`);
    return {
      name,
      level,
      service: service.prefix,
      resources: service.patternsOf(this.types[id] ?? []),
    };
  }

  nameOf(id: ActionId): string {
    return this.names[id] ?? '';
  }

  private find(pattern: ActionPattern): readonly ActionId[] {
    if (pattern === '*') return this.names.map((_, id) => id);
    const service = this.byPrefix.get(pattern.slice(0, pattern.indexOf(':')));
    const found: ActionId[] = [];
    if (!service) return found;
    const fits = isOpen(pattern)
      ? (name: string) => matches(pattern, name)
      : (name: string) => name === pattern;
    for (let id = service.start; id < service.end; id += 1) {
      if (fits(this.lowered[id] ?? '')) found.push(id);
    }
    return found;
  }
}

class Service {
  end = 0;
  private readonly patterns: (ResourcePattern | undefined)[] = [];
  private readonly lists = new Map<string, readonly ResourcePattern[]>();

  constructor(
    readonly prefix: string,
    readonly title: string,
    private readonly arns: readonly string[],
    readonly start: number,
  ) {}

  /** One list for all actions that work on the same. */
  patternsOf(types: readonly number[]): readonly ResourcePattern[] {
    const key = types.join();
    const known = this.lists.get(key) ?? types.map((type) => this.patternOf(type));
    this.lists.set(key, known);
    return known;
  }

  /** `arn:${Partition}:s3:::${BucketName}` as the pattern that it is. */
  private patternOf(type: number): ResourcePattern {
    return (this.patterns[type] ??=
      resourcePattern((this.arns[type] ?? EVERY_RESOURCE).replace(/\$\{[^}]*\}/g, '*')) ?? EVERY_RESOURCE);
  }
}

let pinned: ActionIndex | undefined;

/** The index that this version of Writ is pinned to; read on first use. */
export function pinnedActions(): ActionIndex {
  if (pinned) return pinned;
  const file = JSON.parse(dataFile('actions.json').toString()) as ActionsFile;
  return (pinned = new ActionIndex(file.version, file.services));
}

/** The version of the pinned index; of everything that rests on what actions a pattern matches it is an input. */
export function actionsVersion(): string {
  return pinnedActions().version;
}
