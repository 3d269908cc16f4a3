import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Access } from '../../../lib/meaning/access.js';
import { Allowances } from '../../../lib/meaning/allowances.js';
import { ESCALATION_PATHS, escalationsOf } from '../../../lib/meaning/escalation/index.js';
import { pinnedActions } from '../../../lib/meaning/index/action-index.js';
import { describeShared } from '../../_helpers/shared.js';
import { access, actionNamed, allow, deny, policy, type Written } from '../builders.js';
import { CASES, type Way } from './cases.js';

const found = (of: Access) => escalationsOf(new Allowances(of, pinnedActions()));
const isOpen = (id: string, ...statements: readonly Written[]) =>
  found(access(...statements)).some((each) => each.id === id);

/** Everything that a path needs on everything, but for some of it. */
const besides = (ways: readonly Way[], ...others: readonly Way[]) =>
  ways.filter((way) => !others.includes(way)).map(({ action }) => allow(action));

/** What a statement can be about at all, and yet none of what any path needs. */
const ELSEWHERE = 'arn:aws:sdb:eu-west-1:111122223333:domain/app';

const each = Object.entries(CASES);
const eachNeed = each.flatMap(([id, ways]) => ways.map((way) => [id, way.action, way, ways] as const));
const eachNarrowed = eachNeed.filter(([, , { counts, harmless }]) => counts.length + harmless.length > 0);
const eachShared = eachNeed.filter(([, , way]) => way.together);
const eachPassed = eachNeed.filter(([, , way]) => way.passedTo);

describe('each published path', () => {
  test.each(each)('%s: is open with all that it needs, always', (id, ways) => {
    const way = found(access(...besides(ways))).find((escalation) => escalation.id === id);
    expect(way?.always).toBe(true);
    expect(way?.through).toEqual(
      expect.arrayContaining(ways.map(({ action }) => ({ action, reach: 'every', always: true }))),
    );
    expect(way?.through).toHaveLength(ways.length);
  });

  test.each(eachNeed)('%s: is closed without %s', (id, action, way, ways) => {
    expect(isOpen(id, ...besides(ways, way), allow('sdb:ListDomains'))).toBe(false);
    expect(isOpen(id, ...besides(ways), deny(action))).toBe(false);
    expect(isOpen(id, ...besides(ways, way), allow(action, ELSEWHERE))).toBe(false);
  });

  test.each(eachNarrowed)('%s: %s counts on what is dangerous alone', (id, action, way, ways) => {
    for (const resource of way.counts)
      expect([resource, isOpen(id, ...besides(ways, way), allow(action, resource))]).toEqual([
        resource,
        true,
      ]);
    for (const resource of way.harmless)
      expect([resource, isOpen(id, ...besides(ways, way), allow(action, resource))]).toEqual([
        resource,
        false,
      ]);
  });

  test.each(eachNeed)('%s: says when %s is allowed under a condition only', (id, action, way, ways) => {
    const narrow = allow(action, '*', { Bool: { 'aws:MultiFactorAuthPresent': 'true' } });
    const escalation = found(access(...besides(ways, way), narrow)).find((one) => one.id === id);
    expect(escalation?.always).toBe(false);
    expect(escalation?.through.filter(({ always }) => !always).map((held) => held.action)).toEqual([action]);
  });

  test.each(eachShared)('%s: needs %s on the same thing as the rest', (id, action, way, ways) => {
    const shared = ways.filter(({ together }) => together);
    const onApp = shared
      .filter((other) => other !== way)
      .map((other) => allow(other.action, other.counts[0] ?? ''));
    const rest = besides(ways, ...shared);
    const thing = way.counts[0] ?? '';
    expect(isOpen(id, ...rest, ...onApp, allow(action, thing))).toBe(true);
    expect(isOpen(id, ...rest, ...onApp, allow(action, thing.replace('app', 'other')))).toBe(false);
  });

  test.each(eachPassed)('%s: %s has to be able to go to the service', (id, action, way, ways) => {
    const under = (operator: string, services: string | readonly string[]) =>
      found(
        access(
          ...besides(ways, way),
          allow(action, '*', { [operator]: { 'iam:PassedToService': services } }),
        ),
      ).find((one) => one.id === id);
    for (const service of way.passedTo ?? []) {
      expect(under('StringEquals', service)?.always).toBe(true);
      expect(under('StringLike', service.replace(/^[^.]*/, '*'))?.always).toBe(true);
      expect(under('StringEquals', ['sdb.amazonaws.com', service])?.always).toBe(true);
      expect(under('StringEquals', `${service}.cn`)?.always).toBe(true);
      expect(under('StringEqualsIgnoreCase', service.toUpperCase())?.always).toBe(true);
    }
    expect(under('StringEquals', 'sdb.amazonaws.com')).toBeUndefined();
    expect(under('StringLike', 'sdb.*')).toBeUndefined();
    expect(under('StringEqualsIfExists', 'sdb.amazonaws.com')).toBeUndefined();
    expect(under('StringNotEquals', way.passedTo ?? [])).toBeUndefined();
    expect(under('StringNotLike', '*.amazonaws.com')).toBeUndefined();
    expect(under('StringNotEquals', 'sdb.amazonaws.com')?.always).toBe(true);
    expect(under('StringEquals', '${aws:PrincipalTag/service}')?.always).toBe(true);
    expect(under('StringNotEquals', '${aws:PrincipalTag/service}')?.always).toBe(true);
    expect(under('StringEquals', '*')).toBeUndefined();
    expect(under('ArnLike', 'arn:aws:iam::*:role/*')).toBeDefined();
    expect(under('Null', 'true')).toBeUndefined();
    expect(under('Null', 'false')?.always).toBe(true);
  });
});

describe('what an access opens', () => {
  test('nothing where a boundary does not allow it', () => {
    const boundary = policy(allow('s3:*'));
    expect(found({ ...access(allow('*')), boundary })).toEqual([]);
    expect(found({ ...access(allow('*')), boundary: policy(allow('*')) })).not.toEqual([]);
  });

  test('all of it for an administrator, in order of their ids', () => {
    const ids = found(access(allow('*'))).map(({ id }) => id);
    expect(ids).toEqual(Object.keys(CASES).sort());
  });

  test('nothing for one who may change everything in IAM but is denied all but reads', () => {
    const { Action: _, ...denied } = deny('x:y');
    const reads = { ...denied, NotAction: ['iam:Get*', 'iam:List*'] };
    expect(found(access(allow('iam:*'), reads))).toEqual([]);
  });

  test('the roles of instances for one who may do all to every instance by its ARN', () => {
    const ids = found(access(allow('ec2:*', 'arn:aws:ec2:*:*:*'))).map(({ id }) => id);
    expect(ids).toEqual(['ec2-002', 'ec2-004']);
  });

  test('a role that is passed under a condition besides counts as sometimes', () => {
    const passed = { StringEquals: { 'iam:PassedToService': 'glue.amazonaws.com', 'aws:x': 'y' } };
    const ways = found(access(allow('iam:PassRole', '*', passed), allow('glue:CreateDevEndpoint')));
    expect(ways).toMatchObject([{ id: 'glue-001', always: false }]);
  });

  test('two actions on one thing among more names than are compared count as meeting', () => {
    const names = (prefix: string, count: number) =>
      Array.from(
        { length: count },
        (_, i) => `arn:aws:codebuild:eu-west-1:111122223333:project/${prefix}${String(i)}`,
      );
    const open = (count: number) =>
      isOpen(
        'codebuild-001',
        allow('iam:PassRole'),
        allow('codebuild:CreateProject', names('a', count)),
        allow('codebuild:StartBuild', names('b', count)),
      );
    expect(open(100)).toBe(false);
    expect(open(101)).toBe(true);
  });

  test('more statements never open less, and a Deny never opens anything', () => {
    const actions = [...new Set(each.flatMap(([, ways]) => ways.map(({ action }) => action)))];
    const resources = ['*', ...new Set(each.flatMap(([, ways]) => ways.flatMap((way) => way.counts)))];
    const statement = fc
      .tuple(fc.subarray(actions, { minLength: 1 }), fc.subarray(resources, { minLength: 1 }))
      .map(([of, on]) => allow(of, on));
    const some = fc.array(statement, { minLength: 1, maxLength: 3 });
    const ids = (...statements: readonly Written[]) => found(access(...statements)).map(({ id }) => id);
    fc.assert(
      fc.property(some, some, statement, (a, b, denied) => {
        const before = ids(...a);
        expect(ids(...a, ...b)).toEqual(expect.arrayContaining(before));
        expect(before).toEqual(expect.arrayContaining(ids(...a, { ...denied, Effect: 'Deny' })));
      }),
      { numRuns: 40 },
    );
  });
});

describe('the table of paths', () => {
  test('says of each what is done and what it gives, in one line', () => {
    for (const { id, name, gives, needs } of ESCALATION_PATHS) {
      expect(name).toMatch(/^[^\n.]{10,120}$/);
      expect(gives).toMatch(/^[^\n.]{10,120}$/);
      expect([id, needs.length > 0]).toEqual([id, true]);
    }
  });

  test('names actions of the index as AWS writes them', () => {
    const index = pinnedActions();
    for (const { needs } of ESCALATION_PATHS)
      for (const { action } of needs)
        expect(index.expand(actionNamed(action)).map((id) => index.nameOf(id))).toEqual([action]);
  });
});

describeShared(
  'the table of paths against the published list',
  (folder) => {
    interface Published {
      readonly id: string;
      readonly required: readonly string[];
      readonly trusts: string[];
    }
    const published = JSON.parse(readFileSync(join(folder, 'paths.json'), 'utf8')) as readonly Published[];
    const ours = new Map(ESCALATION_PATHS.map((path) => [path.id, path]));

    test('has the same ids', () => {
      expect([...ours.keys()]).toEqual(published.map(({ id }) => id).sort());
      expect(Object.keys(CASES).sort()).toEqual([...ours.keys()]);
    });

    test.each(published)('$id: needs the same actions', ({ id, required, trusts }) => {
      const needs = ours.get(id)?.needs ?? [];
      expect(needs.map(({ action }) => action).sort()).toEqual([...required].sort());
      expect((CASES[id] ?? []).map(({ action }) => action).sort()).toEqual([...required].sort());
      expect(needs.flatMap(({ passedTo }) => passedTo ?? [])).toEqual(expect.arrayContaining(trusts));
    });
  },
  'data/escalation',
);
