import type { PermissionSet } from '../../core/state.js';
import { conflict, validation } from '../errors.js';
import { page } from '../pages.js';
import { type Call, read, write } from '../service.js';
import { optional } from '../shapes.js';
import { contentChanged, findInstance, findSet, seconds } from './lookup.js';
import {
  description,
  duration,
  inInstance,
  MOST,
  ofSet,
  paging,
  permissionSetName,
  relayState,
  tags,
} from './shapes.js';

/** Permission sets themselves; what is attached to them is in `policies.ts`. */
export const permissionSetOperations = {
  ListPermissionSets: read({ ...inInstance, ...paging }, (input, call) => {
    findInstance(call, input.InstanceArn);
    const { items, next } = page(call, input, MOST, (position, limit) =>
      call.aws.permissionSets.page(position, limit),
    );
    return { PermissionSets: items.map((set) => set.arn), ...next };
  }),

  DescribePermissionSet: read(ofSet, (input, call) => ({ PermissionSet: described(findSet(call, input)) })),

  CreatePermissionSet: write(
    {
      ...inInstance,
      Name: permissionSetName,
      Description: optional(description),
      SessionDuration: optional(duration),
      RelayState: optional(relayState),
      Tags: optional(tags),
    },
    (input, call) => {
      findInstance(call, input.InstanceArn);
      checkDuration(input.SessionDuration);
      checkNameIsFree(call, input.Name);
      const set: PermissionSet = {
        arn: `arn:aws:sso:::permissionSet/${call.aws.instanceArn.split('/').at(-1) ?? ''}/${call.runtime.nextId('permission-set')}`,
        name: input.Name,
        ...(input.Description !== undefined && { description: input.Description }),
        sessionDuration: input.SessionDuration ?? 'PT1H',
        ...(input.RelayState !== undefined && { relayState: input.RelayState }),
        createdAt: call.runtime.now(),
        managedPolicies: [],
        customerManagedPolicies: [],
        inlinePolicy: '',
        tags: new Map((input.Tags ?? []).map((tag) => [tag.Key, tag.Value])),
        provisioned: new Map(),
        version: 1,
      };
      call.aws.permissionSets.set(set.arn, set);
      return { PermissionSet: described(set) };
    },
  ),

  UpdatePermissionSet: write(
    {
      ...ofSet,
      Description: optional(description),
      SessionDuration: optional(duration),
      RelayState: optional(relayState),
    },
    (input, call) => {
      const set = findSet(call, input);
      checkDuration(input.SessionDuration);
      const before = JSON.stringify(described(set));
      if (input.Description !== undefined) set.description = input.Description;
      if (input.SessionDuration !== undefined) set.sessionDuration = input.SessionDuration;
      if (input.RelayState !== undefined) set.relayState = input.RelayState;
      if (JSON.stringify(described(set)) !== before) contentChanged(set);
      return {};
    },
  ),

  DeletePermissionSet: write(ofSet, (input, call) => {
    const set = findSet(call, input);
    if (set.provisioned.size > 0) {
      throw conflict('Could not delete because PermissionSet has ApplicationProfile associated with it');
    }
    call.aws.permissionSets.delete(set.arn);
    return {};
  }),
};

function described(set: PermissionSet): object {
  return {
    Name: set.name,
    PermissionSetArn: set.arn,
    ...(set.description !== undefined && { Description: set.description }),
    CreatedDate: seconds(set.createdAt),
    SessionDuration: set.sessionDuration ?? 'PT1H',
    ...(set.relayState !== undefined && { RelayState: set.relayState }),
  };
}

function checkNameIsFree(call: Call, name: string): void {
  for (const set of call.aws.permissionSets.values()) {
    if (set.name.toLowerCase() === name.toLowerCase())
      throw conflict(`PermissionSet with name ${name} already exists.`);
  }
}

/** Sessions last between one and twelve hours. */
function checkDuration(value: string | undefined): void {
  if (value === undefined) return;
  const [, hours = '0', minutes = '0', secs = '0'] =
    /^PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?$/.exec(value) ?? [];
  const total = Number(hours) * 3600 + Number(minutes) * 60 + Number(secs);
  if (total < 3600 || total > 43200) {
    throw validation('Session duration must be between 1 hour (PT1H) and 12 hours (PT12H).');
  }
}
