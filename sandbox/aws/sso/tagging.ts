import { notFound } from '../errors.js';
import { fromArray, page } from '../pages.js';
import { type Call, read, write } from '../service.js';
import { optional } from '../shapes.js';
import { instanceArn, MOST, paging, taggableArn, tagKeys, tags } from './shapes.js';

const resource = { InstanceArn: optional(instanceArn), ResourceArn: taggableArn };

/** Tags of permission sets. */
export const tagOperations = {
  ListTagsForResource: read({ ...resource, NextToken: paging.NextToken }, (input, call) => {
    const all = [...tagsOf(call, input.ResourceArn)].map(([Key, Value]) => ({ Key, Value }));
    const { items, next } = page(call, { NextToken: input.NextToken }, MOST, fromArray(all));
    return { Tags: items, ...next };
  }),

  TagResource: write({ ...resource, Tags: tags }, (input, call) => {
    const held = tagsOf(call, input.ResourceArn);
    for (const { Key, Value } of input.Tags) held.set(Key, Value);
    return {};
  }),

  UntagResource: write({ ...resource, TagKeys: tagKeys }, (input, call) => {
    const held = tagsOf(call, input.ResourceArn);
    for (const key of input.TagKeys) held.delete(key);
    return {};
  }),
};

/** Tags of the instance itself are not kept: nothing here reads them. */
function tagsOf(call: Call, arn: string): Map<string, string> {
  if (arn === call.aws.instanceArn) return new Map();
  const set = call.aws.permissionSets.get(arn);
  if (set === undefined) throw notFound(`Resource ${arn} does not exist.`);
  return set.tags;
}
