/** How the values of a condition operator are taken. Source: IAM user guide, "IAM JSON policy elements: Condition operators". */
export interface ConditionOperator {
  /** A negated operator holds where none of its values matches. */
  readonly negated: boolean;
  /** Whether its values are patterns. */
  readonly like: boolean;
  readonly of: 'text' | 'number' | 'date' | 'bool' | 'binary' | 'ip' | 'arn' | 'null';
}

const text = { of: 'text', negated: false, like: false } as const;
const number = { of: 'number', negated: false, like: false } as const;
const date = { of: 'date', negated: false, like: false } as const;
const ip = { of: 'ip', negated: false, like: false } as const;
// `ArnEquals` and `ArnLike` behave identically.
const arn = { of: 'arn', negated: false, like: true } as const;

/** Every operator that AWS documents, by its name in lower case. */
export const OPERATORS: ReadonlyMap<string, ConditionOperator> = new Map<string, ConditionOperator>([
  ['stringequals', text],
  ['stringnotequals', { ...text, negated: true }],
  ['stringequalsignorecase', text],
  ['stringnotequalsignorecase', { ...text, negated: true }],
  ['stringlike', { ...text, like: true }],
  ['stringnotlike', { ...text, like: true, negated: true }],
  ['numericequals', number],
  ['numericnotequals', { ...number, negated: true }],
  ['numericlessthan', number],
  ['numericlessthanequals', number],
  ['numericgreaterthan', number],
  ['numericgreaterthanequals', number],
  ['dateequals', date],
  ['datenotequals', { ...date, negated: true }],
  ['datelessthan', date],
  ['datelessthanequals', date],
  ['dategreaterthan', date],
  ['dategreaterthanequals', date],
  ['bool', { of: 'bool', negated: false, like: false }],
  ['binaryequals', { of: 'binary', negated: false, like: false }],
  ['ipaddress', ip],
  ['notipaddress', { ...ip, negated: true }],
  ['arnequals', arn],
  ['arnlike', arn],
  ['arnnotequals', { ...arn, negated: true }],
  ['arnnotlike', { ...arn, negated: true }],
  ['null', { of: 'null', negated: false, like: false }],
]);
