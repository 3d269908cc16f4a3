import { type AccountId, type Holder, type ObjectRef, type SourceId } from '../../model/index.js';
import type { GrantAttribute } from '../plan/reading.js';
import type { Reference } from '../reference.js';
import { refusal, type Refusal } from '../refusals.js';
import type { Natives } from './natives.js';
import type { PlanSide } from './side.js';

/** Makes the ref of an object of one kind. */
export type Make<T extends ObjectRef> = (name: string, source: SourceId) => T;

/** What a shard is resolved with. */
export interface ResolveWith {
  readonly source: SourceId;
  readonly natives: Natives;
  /** The accounts that are declared. */
  readonly accounts: ReadonlySet<string>;
  /** What each resource of the plan that is made by it will be. */
  readonly made: ReadonlyMap<string, ObjectRef>;
}

/**
 * Reads what attributes stand for. What stands for nothing is refused where somebody would get something by it; of what was, the native id is kept, so that
 * what goes can be named.
 */
export class Resolver {
  readonly refusals: Refusal[] = [];

  constructor(private readonly props: ResolveWith) {}

  /** A text that is known; undefined, and refused, where it is another thing. */
  text(side: PlanSide, name: string): string | undefined {
    const attribute = side.attributes[name];
    if (attribute?.known && typeof attribute.value === 'string') return attribute.value;
    this.refuse(side, 'PLAN_UNKNOWN', `\`${name}\` is no text that is known`);
    return undefined;
  }

  /** Texts that are known, none twice. */
  texts(side: PlanSide, name: string): readonly string[] {
    const attribute = side.attributes[name];
    const values = attribute?.known && Array.isArray(attribute.value) ? (attribute.value as unknown[]) : [];
    const texts = values.filter((each) => typeof each === 'string');
    if (texts.length === values.length && texts.length > 0 && new Set(texts).size === texts.length)
      return texts;
    this.refuse(side, 'PLAN_UNKNOWN', `\`${name}\` is no list of texts that are known, each once`);
    return [];
  }

  holder(side: PlanSide, name: string): Holder | undefined {
    const native = this.text(side, name);
    return native === undefined ? undefined : this.holderOf(side, name, native);
  }

  holderOf(side: PlanSide, name: string, native: string): Holder | undefined {
    const { source, natives } = this.props;
    const principal = natives.holderOf(source, native);
    if (principal) return principal;
    if (side.when === 'before') {
      if (!natives.isContested(source, native)) return { kind: 'unlinked', native, source };
      this.refuse(side, 'PLAN_HELD', `\`${name}\` is \`${native}\`, which several claim`);
      return undefined;
    }
    this.refuse(side, 'PLAN_PRINCIPAL', `\`${name}\` is \`${native}\`, which is nobody's account`);
    return undefined;
  }

  /** The object that an attribute names; `make` tells of which kind it has to be. */
  object<T extends ObjectRef>(side: PlanSide, name: string, make: Make<T>): T | undefined {
    const attribute = side.attributes[name];
    if (attribute && !attribute.known) return this.planned(side, name, make, attribute);
    const native = this.text(side, name);
    if (native === undefined) return undefined;
    const { source, natives } = this.props;
    const unseen = make(native, source);
    const known = natives.objectOf(source, unseen.kind, native);
    if (known) return known as T;
    if (side.when === 'before') return { ...unseen, native };
    this.refuse(side, 'PLAN_OBJECT', `\`${name}\` is \`${native}\`, which no sweep has seen`);
    return undefined;
  }

  account(side: PlanSide, name: string): AccountId | undefined {
    const account = this.text(side, name);
    if (account === undefined || side.when === 'before' || this.props.accounts.has(account))
      return account as AccountId | undefined;
    this.refuse(side, 'PLAN_ACCOUNT', `\`${name}\` is account \`${account}\`, which is not declared`);
    return undefined;
  }

  /** Only what the same plan makes can be unknown: a look-up that is still to be made could answer anything. */
  private planned<T extends ObjectRef>(
    side: PlanSide,
    name: string,
    make: Make<T>,
    { reference }: Extract<GrantAttribute, { known: false }>,
  ): T | undefined {
    const object = this.madeBy(reference);
    if (object?.kind === make('', this.props.source).kind) return object as T;
    this.refuse(side, 'PLAN_UNKNOWN', `\`${name}\` waits for \`${reference.address}\``);
    return undefined;
  }

  private madeBy({ address, attribute }: Reference): ObjectRef | undefined {
    return attribute === 'arn' ? this.props.made.get(address) : undefined;
  }

  /** Refuses what a side says; what was to be read of it is undefined. */
  refuse(side: PlanSide, code: Refusal['code'], message: string): void {
    this.refusals.push(refusal(code, message, side.address));
  }
}
