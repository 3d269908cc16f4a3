import { nearest } from '../../kernel/index.js';
import { dataFile } from '../data-file.js';
import { matches } from '../glob.js';

/** The shape of lib/meaning/data/condition-keys.json; another shape is another name. */
export const CONDITION_KEYS_FORMAT = 'writ.condition-keys/1';

/** What AWS documents of the keys that conditions may name, in lower case; a part that is anybody's to name is `*`. */
export interface ConditionKeysFile {
  readonly format: string;
  /** The version of the data that it was made from. */
  readonly version: string;
  /** Keys that requests of any service may have. */
  readonly global: readonly string[];
  /** By prefix of the service whose requests may have them. */
  readonly services: readonly (readonly [service: string, keys: readonly string[]])[];
}

/** Every condition key that AWS documented when the index was made. */
export class ConditionKeys {
  private readonly plain: ReadonlySet<string>;
  private readonly open: readonly string[];

  constructor({ global, services }: Pick<ConditionKeysFile, 'global' | 'services'>) {
    const all = new Set([...global, ...services.flatMap(([, keys]) => keys)]);
    this.plain = new Set([...all].filter((key) => !key.includes('*')));
    this.open = [...all].filter((key) => key.includes('*'));
  }

  /**
   * Whether AWS documents a key, of whatever service: keys such as `ec2:SourceInstanceArn` come with requests of others. What an identity provider says
   * of its tokens goes by the provider's host, which is anybody's.
   */
  knows(key: string): boolean {
    const lowered = key.toLowerCase();
    const host = lowered.slice(0, lowered.lastIndexOf(':'));
    return (
      host.includes('.') || this.plain.has(lowered) || this.open.some((pattern) => matches(pattern, lowered))
    );
  }

  /** The documented key that a misspelt one may mean. */
  nearest(key: string): string | undefined {
    return nearest(key.toLowerCase(), this.plain);
  }
}

let pinned: ConditionKeys | undefined;

/** The keys that the pinned data has. Read on the first question. */
export function pinnedConditionKeys(): ConditionKeys {
  return (pinned ??= new ConditionKeys(
    JSON.parse(dataFile('condition-keys.json').toString()) as ConditionKeysFile,
  ));
}
