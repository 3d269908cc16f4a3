import type { LevelLetter } from './level.js';

/** The shape of lib/meaning/data/actions.json; another shape is another name. */
export const ACTIONS_FORMAT = 'writ.actions/1';

/** What AWS documents of its actions. */
export interface ActionsFile {
  readonly format: string;
  /** The version of the data that it was made from. */
  readonly version: string;
  readonly services: readonly ServiceRow[];
}

/** A service: prefix, title, ARNs of its resource types, actions in order. */
export type ServiceRow = readonly [
  prefix: string,
  title: string,
  arns: readonly string[],
  actions: readonly ActionRow[],
];

/** An action: name, access level, and the resource types that it works on by their place in the list. */
export type ActionRow = readonly [name: string, level: LevelLetter, resources: readonly number[]];
