import { by, isList, sorted, sortedTexts, type List } from '../../kernel/index.js';
import type { HolderClass, JobFunctionDeclaration } from '../../manifest/index.js';
import type { PackageRef } from '../entitlement-package.js';
import { listed, type Faults } from '../faults.js';
import type { JobFunction } from '../job-function.js';
import { propsOf } from '../props.js';
import type { Tree } from '../tree.js';
import { listOf, type OneOrMore } from '../words.js';
import { conflictingPairs, type PackageConflicts } from './conflicts.js';
import { packageId, type Declared } from './names.js';
import { checkId } from './text.js';

/** The job functions, by id. */
export function jobFunctionDeclarations(
  tree: Tree,
  conflicts: PackageConflicts,
  declared: Declared,
  faults: Faults,
): JobFunctionDeclaration[] {
  const all = tree.jobFunctions.map((job): JobFunctionDeclaration => {
    checkId(job, faults);
    const { title = job.id, birthright = [], mayRequest = [] } = propsOf(job);
    const given = idsOf(birthright, job, declared);
    const asked = idsOf(mayRequest, job, declared);
    checkBirthright(job, given, conflicts, declared, faults);
    checkHolders(job, ['birthright', given], declared, faults);
    checkHolders(job, ['requestable', asked], declared, faults);
    checkTwice(job, given, asked, faults);
    return { id: job.id, title, when: whenOf(job, faults), birthright: given, mayRequest: asked };
  });
  return sorted(
    all,
    by((job) => job.id),
  );
}

function idsOf(refs: readonly PackageRef[], job: JobFunction, declared: Declared): string[] {
  const ids = sortedTexts(refs.map(packageId));
  return ids.filter((id) => declared.packages.find(id, job) !== undefined);
}

function whenOf(job: JobFunction, faults: Faults): JobFunctionDeclaration['when'] {
  const when: { readonly [K in 'department' | 'jobCode' | 'worker']?: OneOrMore<string> } = propsOf(job).when;
  if (Object.keys(when).length === 0) {
    faults.add(job, {
      what: '`when` is empty, which would fit everybody; allowed are `department`, `jobCode` and `worker`',
      remedy: 'say whose job it is; for everybody list every kind of `worker`',
    });
  }
  for (const name of Object.keys(when)) if (!isAttribute(name)) unknownAttribute(job, name, faults);
  const { department, jobCode, worker } = propsOf(job).when;
  const departments = valuesOf('department', department, job, faults);
  const jobCodes = valuesOf('jobCode', jobCode, job, faults);
  const workers = valuesOf('worker', worker, job, faults);
  return {
    ...(departments ? { department: departments } : {}),
    ...(jobCodes ? { jobCode: jobCodes } : {}),
    ...(workers ? { worker: workers } : {}),
  };
}

const ATTRIBUTES = ['department', 'jobCode', 'worker'] as const;

function isAttribute(name: string): boolean {
  return ATTRIBUTES.some((each) => each === name);
}

function unknownAttribute(job: JobFunction, name: string, faults: Faults): void {
  faults.add(job, {
    what: `\`when\` has \`${name}\`, by which no job function goes; allowed are ${listed(ATTRIBUTES)}`,
    remedy: 'correct the name: an attribute that is not known would ask nothing of anybody',
  });
}

function valuesOf<T extends string>(
  name: string,
  values: OneOrMore<T> | undefined,
  job: JobFunction,
  faults: Faults,
): List<T> | undefined {
  // An attribute that is written and has no value would ask nothing of anybody, and so fit more people than was meant.
  if (values === undefined && !(name in propsOf(job).when)) return undefined;
  const all: readonly T[] = values === undefined ? [] : sortedTexts(listOf(values));
  if (isList(all) && all.every((value) => value.trim() !== '')) return all;
  faults.add(job, {
    what: `\`when.${name}\` has no value or an empty one; one value or more is allowed`,
    remedy: `name the values of ${name}, or leave it out`,
  });
  return undefined;
}

function checkBirthright(
  job: JobFunction,
  ids: readonly string[],
  conflicts: PackageConflicts,
  declared: Declared,
  faults: Faults,
): void {
  for (const id of ids) {
    const pack = declared.packages.tryFind(id);
    if (!pack || (pack.risk === 'low' && pack.duration === 'standing')) continue;
    const length = pack.duration === 'standing' ? 'standing' : 'bounded';
    faults.add(job, {
      what: `birthright \`${id}\` is of \`${pack.risk}\` risk and \`${length}\`; allowed is \`low\` and \`standing\``,
      remedy: 'let people ask for it instead: move it to `mayRequest`',
    });
  }
  for (const [one, other] of conflictingPairs(ids, conflicts)) {
    faults.add(job, {
      what: `birthrights \`${one}\` and \`${other}\` conflict; nobody may hold both`,
      remedy: 'give one of them',
    });
  }
}

/** What none of its people may hold gives nobody anything, and somebody thought that it did. */
function checkHolders(
  job: JobFunction,
  [word, ids]: readonly ['birthright' | 'requestable', readonly string[]],
  declared: Declared,
  faults: Faults,
): void {
  const { worker: named } = propsOf(job).when;
  const workers: readonly HolderClass[] = named === undefined ? [] : listOf(named);
  for (const id of ids) {
    const holders: readonly HolderClass[] = declared.packages.tryFind(id)?.holders ?? [];
    if (holders.length > 0 && holders.every((holder) => holder === 'workload')) {
      faults.add(job, {
        what: `${word} \`${id}\` may be held by a \`workload\` only; a job function is for people`,
        remedy:
          'let the workload ask for it, or add the people who may hold it to the holders of the package',
      });
      continue;
    }
    const barred = workers.filter((each) => !holders.includes(each));
    if (word === 'requestable' && barred.length < workers.length) continue;
    for (const worker of barred) {
      faults.add(job, {
        what: `${word} \`${id}\` may not be held by a \`${worker}\`, whom \`when.worker\` names`,
        remedy: `add \`${worker}\` to the holders of the package, or give it to another function`,
      });
    }
  }
}

function checkTwice(
  job: JobFunction,
  given: readonly string[],
  asked: readonly string[],
  faults: Faults,
): void {
  for (const id of given.filter((each) => asked.includes(each))) {
    faults.add(job, {
      what: `package \`${id}\` is both birthright and may be asked for; one of them is allowed`,
      remedy: 'list it once',
    });
  }
}
