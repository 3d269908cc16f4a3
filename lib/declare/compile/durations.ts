import { parseDuration, type Milliseconds } from '../../kernel/index.js';
import type { PackageDuration } from '../../manifest/index.js';
import type { BoundedDuration, EntitlementPackage } from '../entitlement-package.js';
import type { Faults } from '../faults.js';
import type { OperatingModel } from '../operating-model.js';
import { propsOf } from '../props.js';

/** How long `pack` gives, as data; what its tier does not allow is a fault. */
export function durationOf(pack: EntitlementPackage, model: OperatingModel, faults: Faults): PackageDuration {
  const { duration } = pack;
  if (duration !== 'standing') return bounded(pack, duration, model, faults);
  if (pack.risk !== 'low') {
    faults.add(pack, {
      what: `\`standing\` duration is not allowed at \`${pack.risk}\` risk; allowed is \`low\` only`,
      remedy: 'give a default and a longest duration',
    });
  }
  return { kind: 'standing' };
}

/** How often holders of `pack` are reviewed, in milliseconds. */
export function reviewOf(pack: EntitlementPackage, model: OperatingModel, faults: Faults): Milliseconds {
  const { every } = propsOf(pack).review;
  const span = faults.attempt(pack, 'review', () => parseDuration(every)) ?? 0;
  const { reviewAtLeastEvery } = model[pack.risk];
  checkAtMost(
    pack,
    ['review', every],
    [`longest between reviews at ${pack.risk} risk`, reviewAtLeastEvery],
    faults,
  );
  return span;
}

function bounded(
  pack: EntitlementPackage,
  { default: usual, max, renewalMax = max }: BoundedDuration,
  model: OperatingModel,
  faults: Faults,
): PackageDuration {
  const { longest, longestRenewed } = model[pack.risk];
  checkAtMost(pack, ['duration.default', usual], ['duration.max', max], faults);
  checkAtMost(pack, ['duration.max', max], ['duration.renewalMax', renewalMax], faults);
  checkAtMost(pack, ['duration.max', max], [`longest at ${pack.risk} risk`, longest], faults);
  checkAtMost(
    pack,
    ['duration.renewalMax', renewalMax],
    [`longest with renewals at ${pack.risk} risk`, longestRenewed],
    faults,
  );
  checkEmergency(pack, max, renewalMax, faults);
  const read = (field: string, text: string): Milliseconds =>
    faults.attempt(pack, field, () => parseDuration(text)) ?? 0;
  return {
    kind: 'bounded',
    default: read('duration.default', usual),
    max: read('duration.max', max),
    renewalMax: renewalMax === max ? (tryRead(max) ?? 0) : read('duration.renewalMax', renewalMax),
  };
}

/** A fault when the first span is longer than the second; one that cannot be read is a fault elsewhere. */
function checkAtMost(
  pack: EntitlementPackage,
  [field, text]: readonly [string, string],
  [bound, most]: readonly [string, string],
  faults: Faults,
): void {
  const [span, limit] = [tryRead(text), tryRead(most)];
  if (span === undefined || limit === undefined || span <= limit) return;
  faults.add(pack, {
    what: `\`${field}\` \`${text}\` is too long; allowed is \`${most}\`, the ${bound}`,
    remedy: `shorten ${field}`,
  });
}

function checkEmergency(pack: EntitlementPackage, max: string, renewalMax: string, faults: Faults): void {
  if (propsOf(pack).approval.kind !== 'emergency' || max === renewalMax) return;
  faults.add(pack, {
    what: `\`duration.renewalMax\` \`${renewalMax}\` on an emergency route; emergency access is never renewed`,
    remedy: 'leave renewalMax out',
  });
}

function tryRead(text: string): Milliseconds | undefined {
  try {
    return parseDuration(text);
  } catch {
    return undefined;
  }
}
