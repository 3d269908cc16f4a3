import { branded } from '../../lib/kernel/index.js';
import type { Access } from '../../lib/meaning/access.js';
import { readPolicy, type ActionPattern, type Policy } from '../../lib/meaning/grammar/index.js';
import { ActionIndex } from '../../lib/meaning/index/action-index.js';

/** A statement as a policy file has it. */
export interface Written {
  readonly Effect: 'Allow' | 'Deny';
  readonly Action?: string | readonly string[] | undefined;
  readonly NotAction?: string | readonly string[] | undefined;
  readonly Resource?: string | readonly string[];
  readonly NotResource?: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

export function allow(
  Action: string | readonly string[],
  Resource: string | readonly string[] = '*',
  Condition?: Written['Condition'],
): Written {
  return { Effect: 'Allow', Action, Resource, ...(Condition ? { Condition } : {}) };
}

export function deny(...of: Parameters<typeof allow>): Written {
  return { ...allow(...of), Effect: 'Deny' };
}

/** A policy of these statements; throws when one is not understood. */
export function policy(...statements: readonly Written[]): Policy {
  const read = readPolicy(JSON.stringify({ Version: '2012-10-17', Statement: statements }));
  if (!read.policy) throw read.faults[0]!;
  return read.policy;
}

export function access(...statements: readonly Written[]): Access {
  return { policies: [policy(...statements)] };
}

/** The pattern that an action's name is. */
export function actionNamed(name: string): ActionPattern {
  return branded<'action-pattern'>(name.toLowerCase());
}

/** Three services with a handful of actions. */
export function smallIndex(): ActionIndex {
  return new ActionIndex('small', [
    [
      'ec2',
      'EC2',
      ['arn:${Partition}:ec2:${Region}:${Account}:instance/${Id}'],
      [['RunInstances', 'w', [0]]],
    ],
    [
      'iam',
      'IAM',
      ['arn:${Partition}:iam::${Account}:role/${Name}'],
      [
        ['GetRole', 'r', [0]],
        ['PassRole', 'w', [0]],
      ],
    ],
    [
      's3',
      'S3',
      ['arn:${Partition}:s3:::${Bucket}', 'arn:${Partition}:s3:::${Bucket}/${Key}'],
      [
        ['DeleteObject', 'w', [1]],
        ['GetBucketPolicy', 'r', [0]],
        ['GetObject', 'r', [1]],
        ['ListAllMyBuckets', 'l', []],
        ['PutBucketPolicy', 'p', [0]],
        ['PutObject', 'w', [1]],
      ],
    ],
  ]);
}
