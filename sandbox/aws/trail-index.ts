import type { CloudTrailEvent } from '../core/runtime.js';

/** Positions in a trail by the values that `LookupEvents` can look for. */
interface TrailIndex {
  upTo: number;
  readonly positions: Map<string, number[]>;
}

const indexes = new WeakMap<readonly CloudTrailEvent[], TrailIndex>();

/** Positions of the events with this attribute, oldest first; undefined when every event has it. */
export function positionsOf(
  trail: readonly CloudTrailEvent[],
  key: string,
  value: string,
): readonly number[] {
  const index = indexes.get(trail) ?? { upTo: 0, positions: new Map<string, number[]>() };
  indexes.set(trail, index);
  for (; index.upTo < trail.length; index.upTo += 1) {
    const event = trail[index.upTo];
    if (event === undefined) continue;
    for (const bucket of bucketsOf(event)) {
      const positions = index.positions.get(bucket);
      if (positions === undefined) index.positions.set(bucket, [index.upTo]);
      else positions.push(index.upTo);
    }
  }
  return index.positions.get(`${key} ${value}`) ?? [];
}

function bucketsOf(event: CloudTrailEvent): string[] {
  return [
    `EventId ${event.eventId}`,
    `EventName ${event.eventName}`,
    `EventSource ${event.eventSource}`,
    `ReadOnly ${String(event.readOnly)}`,
    `Username ${event.username}`,
    `AccessKeyId ${accessKeyOf(event) ?? ''}`,
    ...event.resources.flatMap((resource) => [
      `ResourceType ${resource.ResourceType}`,
      `ResourceName ${resource.ResourceName}`,
    ]),
  ];
}

/** The access key that the record names, where it names one. */
export function accessKeyOf(event: CloudTrailEvent): string | undefined {
  const identity = event.record['userIdentity'];
  if (typeof identity !== 'object' || identity === null) return undefined;
  const key = (identity as Record<string, unknown>)['accessKeyId'];
  return typeof key === 'string' ? key : undefined;
}
