import type { CedarValueJson, TypeAndId } from '@cedar-policy/cedar-wasm/nodejs';
import {
  digestOf,
  isWritError,
  messageOf,
  sortedTexts,
  WritError,
  WritErrors,
  type Digest,
} from '../../kernel/index.js';
import { factsSchema } from '../facts/schema.js';
import { CEDAR_VERSION, loadCedar, type Cedar } from './cedar.js';
import { factsRead, type FactsRead } from './facts-read.js';
import { readRules, type RuleFile } from './read-rules.js';
import type { PermitRule, Rule } from './rule.js';

/** One question to the rules. */
export interface RuleQuestion {
  readonly action: Rule['action'];
  readonly principal: TypeAndId & { readonly attrs: Record<string, CedarValueJson> };
  readonly request: { readonly id: string; readonly attrs: Record<string, CedarValueJson> };
  readonly context: Record<string, CedarValueJson>;
}

/** What the rules say: which permits or forbids determined it, by id. */
export interface RuleAnswer {
  readonly allowed: boolean;
  readonly determining: readonly Rule[];
  /** Rules that could not be evaluated; any makes the answer no. */
  readonly erred: readonly { readonly rule: string; readonly message: string }[];
}

/** One rule beside one question. */
export interface RuleHeld {
  readonly rule: Rule;
  /** `other-action`: it is about another action, and was not asked. */
  readonly held: 'held' | 'not-held' | 'erred' | 'other-action';
  /** Why it could not be evaluated. */
  readonly message?: string;
}

/** What is asked of a set of rules; who remembers answers stands in for it. */
export type AskedRules = Pick<RuleEngine, 'ask' | 'paths' | 'reads' | 'rules' | 'digest'>;

/** A set of rules that has been validated and can be asked. */
export class RuleEngine {
  private readonly byId: ReadonlyMap<string, Rule>;

  private constructor(
    private readonly cedar: Cedar,
    /** Sorted by id. */
    readonly rules: readonly Rule[],
    /** Over every rule with its annotations, the schema of the facts and the engine's version. */
    readonly digest: Digest,
  ) {
    this.byId = new Map(rules.map((rule) => [rule.id, rule]));
  }

  /**
   * The engine of files of rules. Throws RULE_INVALID with every fault, POLICY_ENGINE.
   * @param cedar - what evaluates them; tests hand over ones that break
   */
  static async of(files: readonly RuleFile[], cedar?: Cedar): Promise<RuleEngine> {
    return RuleEngine.by(cedar ?? (await loadCedar()), files);
  }

  private static by(cedar: Cedar, files: readonly RuleFile[]): RuleEngine {
    const { rules, faults } = readRules(cedar, files);
    const all = faults.length > 0 ? faults : validationFaults(cedar, rules);
    const [only] = all;
    if (only && all.length === 1) throw only;
    if (only) throw new WritErrors('RULE_INVALID', `the rules have ${all.length} faults`, all);
    const digest = digestOf({
      engine: CEDAR_VERSION,
      schema: factsSchema(),
      rules: rules.map(({ id, text }) => ({ id, text })),
    });
    prepare(cedar, digest, rules);
    return new RuleEngine(cedar, rules, digest);
  }

  /** Asks the rules. Throws POLICY_ENGINE when the question does not fit the schema: that is refuse, never a no or a yes. */
  ask(question: RuleQuestion): RuleAnswer {
    return this.asked(question, this.digest);
  }

  /**
   * The permits that hold, whatever the forbids say: beside a forbid that holds Cedar names no permit. A permit that could not be evaluated is
   * none. Throws as `ask` does.
   */
  paths(question: RuleQuestion): readonly PermitRule[] {
    const { determining } = this.asked(question, permitsOf(this.digest));
    return determining.filter((rule): rule is PermitRule => rule.effect === 'permit');
  }

  /** Every rule beside one question, whether it holds on its own, whatever the others say. Sorted by id. Throws as `ask` does. */
  each(question: RuleQuestion): readonly RuleHeld[] {
    const { determining, erred } = this.ask(question);
    // Cedar names every forbid that holds, and the permits only where none does.
    const held = new Set([...determining, ...this.paths(question)].map(({ id }) => id));
    const failed = new Map(erred.map(({ rule, message }) => [rule, message]));
    return this.rules.map((rule): RuleHeld => {
      const message = failed.get(rule.id);
      if (rule.action !== question.action) return { rule, held: 'other-action' };
      if (message !== undefined) return { rule, held: 'erred', message };
      return { rule, held: held.has(rule.id) ? 'held' : 'not-held' };
    });
  }

  /** The facts that a rule asks for. */
  reads({ text }: Rule): FactsRead {
    const parsed = this.cedar.policyToJson(text);
    return parsed.type === 'failure' ? 'all' : factsRead(parsed.json);
  }

  private asked({ action, principal, request, context }: RuleQuestion, set: string): RuleAnswer {
    const { attrs, ...uid } = principal;
    const resource = { type: 'Request', id: request.id };
    const answer = this.call({
      principal: uid,
      action: { type: 'Action', id: action },
      resource,
      context,
      entities: [
        { uid, attrs, parents: [] },
        { uid: resource, attrs: request.attrs, parents: [] },
      ],
      validateRequest: true,
      preparsedSchemaName: this.digest,
      preparsedPolicySetId: set,
    });
    const { decision, diagnostics } = answer;
    const erred = diagnostics.errors.map(({ policyId, error }) => ({
      rule: policyId,
      message: error.message,
    }));
    return {
      allowed: decision === 'allow' && erred.length === 0,
      determining: sortedTexts(diagnostics.reason).flatMap((id) => this.byId.get(id) ?? []),
      erred,
    };
  }

  private call(call: Parameters<Cedar['statefulIsAuthorized']>[0]): {
    decision: string;
    diagnostics: Diagnostics;
  } {
    let answer: ReturnType<Cedar['statefulIsAuthorized']>;
    try {
      answer = this.cedar.statefulIsAuthorized(call);
    } catch (error) {
      throw unasked(messageOf(error));
    }
    if (answer.type === 'failure') throw unasked(answer.errors.map(({ message }) => message).join('; '));
    return answer.response;
  }
}

interface Diagnostics {
  readonly reason: readonly string[];
  readonly errors: readonly { readonly policyId: string; readonly error: { readonly message: string } }[];
}

function unasked(message: string): WritError {
  return new WritError('POLICY_ENGINE', `the rules could not be asked: ${message}`, {
    remedy: 'report this with the ticket; nothing is given until the rules can be asked',
  });
}

/** The name of the set of rules without its forbids. */
const permitsOf = (name: string): string => `${name}:permits`;

function prepare(cedar: Cedar, name: string, rules: readonly Rule[]): void {
  const answers = [
    cedar.preparseSchema(name, factsSchema()),
    cedar.preparsePolicySet(name, { staticPolicies: record(rules) }),
    cedar.preparsePolicySet(permitsOf(name), {
      staticPolicies: record(rules.filter(({ effect }) => effect === 'permit')),
    }),
  ];
  const failed = answers.flatMap((answer) => (answer.type === 'failure' ? answer.errors : []));
  if (failed.length > 0) throw unasked(failed.map(({ message }) => message).join('; '));
}

/** Rules that misspell a fact, can never hold, or mix scripts: warnings are errors. */
function validationFaults(cedar: Cedar, rules: readonly Rule[]): WritError[] {
  let answer: ReturnType<Cedar['validate']>;
  try {
    answer = cedar.validate({ schema: factsSchema(), policies: { staticPolicies: record(rules) } });
  } catch (error) {
    return [isWritError(error) ? error : unasked(messageOf(error))];
  }
  if (answer.type === 'failure') return answer.errors.map(({ message }) => unasked(message));
  const found = [...answer.validationErrors, ...answer.validationWarnings].map(({ policyId, error }) => {
    const place = rules.find(({ id }) => id === policyId)?.place;
    const help = error.help ? ` (${error.help})` : '';
    return new WritError('RULE_INVALID', `${error.message}${help}`, {
      ...(place ? { place } : {}),
      remedy: 'name facts and words as `writ policy schema` prints them',
    });
  });
  return [...found, ...answer.otherWarnings.map(({ message }) => unasked(message))];
}

function record(rules: readonly Rule[]): Record<string, string> {
  return Object.fromEntries(rules.map(({ id, text }) => [id, text]));
}
