/** A statement as a policy file has it. */
export interface HostileStatement {
  readonly Effect: 'Allow' | 'Deny';
  readonly Action?: string | readonly string[];
  readonly NotAction?: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly NotResource?: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
}

/** Two versions of a policy, of 9,000 to 12,000 characters each, written to be slow to judge. */
export interface HostilePair {
  readonly name: string;
  readonly before: readonly HostileStatement[];
  readonly after: readonly HostileStatement[];
}

const LENGTH = 11_500;

/** As many different texts as fit into a policy of the greatest length, with some room for the rest of it. */
function filling(make: (i: string) => string, room = LENGTH): string[] {
  const texts: string[] = [];
  for (let i = 0, left = room; ; i += 1) {
    const text = make(i.toString(36));
    left -= text.length + 3;
    if (left < 0) return texts;
    texts.push(text);
  }
}

const allow = (more: Omit<HostileStatement, 'Effect'>): HostileStatement => ({
  Effect: 'Allow',
  ...('NotAction' in more ? {} : { Action: '*' }),
  ...('NotResource' in more ? {} : { Resource: '*' }),
  ...more,
});
const deny = (more: Omit<HostileStatement, 'Effect'>): HostileStatement => ({
  ...allow(more),
  Effect: 'Deny',
});

/** As many statements as fit. */
function statements(make: (i: string) => HostileStatement): HostileStatement[] {
  return filling((i) => JSON.stringify(make(i))).map((text) => JSON.parse(text) as HostileStatement);
}

export const HOSTILE_PAIRS: readonly HostilePair[] = [
  {
    name: 'many resources that overlap',
    before: [allow({ Resource: filling((i) => `arn:aws:s3:::*${i}*`) })],
    after: [allow({ Resource: filling((i) => `arn:aws:s3:::*a${i}*`) })],
  },
  {
    name: 'many resources of many wildcards',
    before: [allow({ Resource: filling((i) => `arn:aws:s3:::${'*a'.repeat(30)}${i}*b`) })],
    after: [allow({ Resource: filling((i) => `arn:aws:s3:::${'*a'.repeat(30)}${i}*c`) })],
  },
  {
    name: 'a resource of thousands of wildcards on each side',
    before: [allow({ Resource: `arn:aws:s3:::${'*a'.repeat(5_500)}*b` })],
    after: [allow({ Resource: `arn:aws:s3:::${'*a'.repeat(5_500)}*c` })],
  },
  {
    name: 'an action of thousands of wildcards on each side',
    before: [allow({ Action: `s3:${'*a'.repeat(5_500)}*b` })],
    after: [allow({ Action: `s3:${'*a'.repeat(5_500)}*c` })],
  },
  {
    name: 'many actions that overlap',
    before: [allow({ Action: filling((i) => `s3:*${i}*`) })],
    after: [allow({ Action: filling((i) => `s3:*${i}?`) })],
  },
  {
    name: 'many actions of many services',
    before: [allow({ Action: filling((i) => `s${i}:*`) })],
    after: [allow({ Action: filling((i) => `s${i}:*a*`) })],
  },
  {
    name: 'many statements, each of its own',
    before: statements((i) => allow({ Action: `s3:*${i}*`, Resource: `arn:aws:s3:::*${i}*` })),
    after: statements((i) => allow({ Action: `s3:*${i}?*`, Resource: `arn:aws:s3:::*${i}?*` })),
  },
  {
    name: 'many actions on many resources',
    before: [
      allow({
        Action: filling((i) => `s3:*${i}*`, LENGTH / 2),
        Resource: filling((i) => `arn:aws:s3:::*${i}*`, LENGTH / 2),
      }),
    ],
    after: [
      allow({
        Action: filling((i) => `s3:*${i}?*`, LENGTH / 2),
        Resource: filling((i) => `arn:aws:s3:::*${i}?*`, LENGTH / 2),
      }),
    ],
  },
  {
    name: 'many exceptions of actions',
    before: [allow({ NotAction: filling((i) => `s3:*${i}*`) })],
    after: [allow({ NotAction: filling((i) => `s3:*${i}?*`) })],
  },
  {
    name: 'many exceptions of resources',
    before: [allow({ NotResource: filling((i) => `arn:aws:s3:::*${i}*`) })],
    after: [allow({ NotResource: filling((i) => `arn:aws:s3:::*${i}?*`) })],
  },
  {
    name: 'many denied resources beside many allowed',
    before: [
      allow({ Resource: filling((i) => `arn:aws:s3:::*${i}*`, LENGTH / 2) }),
      deny({ Resource: filling((i) => `arn:aws:s3:::*b${i}*`, LENGTH / 2) }),
    ],
    after: [
      allow({ Resource: filling((i) => `arn:aws:s3:::*${i}*`, LENGTH / 2) }),
      deny({ Resource: filling((i) => `arn:aws:s3:::*c${i}*`, LENGTH / 2) }),
    ],
  },
  {
    name: 'many denials',
    before: [allow({}), ...statements((i) => deny({ Action: `s3:*${i}*`, Resource: `arn:aws:s3:::*${i}*` }))],
    after: [
      allow({}),
      ...statements((i) => deny({ Action: `s3:*${i}?*`, Resource: `arn:aws:s3:::*${i}?*` })),
    ],
  },
  {
    name: 'many values of a condition',
    before: [allow({ Condition: { StringLike: { 'aws:x': filling((i) => `*${i}*`) } } })],
    after: [allow({ Condition: { StringLike: { 'aws:x': filling((i) => `*${i}?*`) } } })],
  },
  {
    name: 'many clauses of conditions on many resources',
    before: [
      allow({
        Resource: filling((i) => `arn:aws:s3:::*${i}*`, LENGTH / 2),
        Condition: {
          StringLike: Object.fromEntries(
            filling((i) => `aws:x${i}`, LENGTH / 3).map((key) => [key, ['*a*']]),
          ),
        },
      }),
    ],
    after: [
      allow({
        Resource: filling((i) => `arn:aws:s3:::*${i}?*`, LENGTH / 2),
        Condition: {
          StringLike: Object.fromEntries(
            filling((i) => `aws:x${i}`, LENGTH / 3).map((key) => [key, ['*ab*']]),
          ),
        },
      }),
    ],
  },
  {
    name: 'many variables',
    before: [allow({ Resource: filling((i) => `arn:aws:s3:::*\${aws:x}*${i}`) })],
    after: [allow({ Resource: filling((i) => `arn:aws:s3:::*\${aws:x}?*${i}`) })],
  },
  {
    name: 'roles that are passed and resources of all kinds',
    before: [allow({ Resource: filling((i) => `arn:aws:*:*:*:*${i}*`) })],
    after: [allow({ Resource: filling((i) => `arn:aws:*:*:*:*${i}?*`) })],
  },
  {
    name: 'many statements of a service of many actions',
    before: statements((i) =>
      allow({
        Action: [`ec2:*${i[0] ?? ''}*`, `ec2:*${i}`],
        Resource: ['arn:aws:ec2:*', `arn:aws:ec2:*:*:*${i}*`],
      }),
    ),
    after: statements((i) =>
      allow({
        Action: [`ec2:${i[0] ?? ''}*`, `ec2:*${i}*`],
        Resource: [`arn:aws:ec2:*:*:*/${i}*`, `arn:aws:ec2:*:*:*/*a${i}*`],
      }),
    ),
  },
];
