import { canonicalJson } from '../../kernel/index.js';
import { refusal, type Refusal, type RefusalCode } from '../refusals.js';

/** Each member of `writ.binding/1`, in the order in which they are compared: what is applied, from what, with what, where, as whom, and why. */
const MEMBERS = {
  schema: ['BOUND_FORM', 'the version of the binding'],
  stack: ['BOUND_FORM', 'the stack'],
  planFile: ['BOUND_PLAN_FILE', 'the plan file'],
  plan: ['BOUND_PLAN', 'what `show` says of the plan file'],
  configuration: ['BOUND_CONFIGURATION', 'the configuration'],
  lock: ['BOUND_LOCK', 'the lock file'],
  tool: ['BOUND_TOOL', 'the program'],
  providers: ['BOUND_TOOL', 'the providers'],
  arguments: ['BOUND_ARGUMENTS', 'the arguments'],
  backend: ['BOUND_BACKEND', 'the backend'],
  state: ['BOUND_STATE', 'the state'],
  credential: ['BOUND_CREDENTIAL', 'who the credential is'],
  endpoint: ['BOUND_CREDENTIAL', 'the endpoint'],
  manifest: ['BOUND_MANIFEST', 'the manifest'],
  changes: ['BOUND_CHANGES', 'what the plan does, or why'],
  decisions: ['BOUND_DECISIONS', 'the decisions'],
  governance: ['BOUND_DECISIONS', 'the approved declarations'],
  feeds: ['BOUND_DECISIONS', 'the identity feeds'],
} as const satisfies Readonly<Record<string, readonly [RefusalCode, string]>>;

/**
 * Whether what was bound is what is there again: undefined where it is, member by member, else the first difference. What is in one of the two only is a
 * difference; so is a member that no version known here has.
 */
export function holds(bound: object, again: object): Refusal | undefined {
  const [was, is] = [new Map(Object.entries(bound)), new Map(Object.entries(again))];
  const unknown = [...was.keys(), ...is.keys()].find((name) => !Object.hasOwn(MEMBERS, name));
  if (unknown !== undefined)
    return refusal('BOUND_FORM', `\`${unknown}\` is no member of a binding`, unknown);
  for (const [name, [code, what]] of Object.entries(MEMBERS))
    if (said(was, name) !== said(is, name)) return refusal(code, `${what} is not what was bound`, name);
  return undefined;
}

function said(members: ReadonlyMap<string, unknown>, name: string): string | undefined {
  const value = members.get(name);
  return value === undefined ? undefined : canonicalJson(value);
}
