// `npm run mutate`: would a test notice if this line were wrong? Every room against its floor, or only what a change touches;
// with --requirements, whether the tests of each requirement miss the behaviour that they name.
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { baseOfChange, changedLines, linesIn } from './mutation/changed.js';
import { filesOf, readKept, untried, withRun, writeKept } from './mutation/kept.js';
import {
  filesToTry,
  hasFallen,
  measuredOf,
  readMeasured,
  scoreSince,
  writeMeasured,
} from './mutation/measured.js';
import {
  changeIsBelow,
  isBelow,
  MIN_TRIED,
  raised,
  scoreOf,
  untriedIn,
  type Score,
} from './mutation/score.js';
import { mutate, type Mutant, type Room, type Run } from './mutation/stryker.js';
import { confirmRequirements } from './requirements/run.js';

const ROOMS = resolve('scripts/mutation/rooms.json');
const FLOORS = resolve('scripts/mutation/floors.json');

interface Task {
  readonly name: string;
  readonly room: Room;
  /** Files, or changed lines as `path:from-to`; without them the whole room. */
  readonly only?: readonly string[] | undefined;
  /** Files that have changed since they were measured and are not tried this time. */
  readonly left?: readonly string[];
}

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    /** The ids that follow, or all that have a replacement. */
    requirements: { type: 'boolean', default: false },
    room: { type: 'string', multiple: true },
    /** Files or `path:from-to` ranges of one room. */
    only: { type: 'string', multiple: true },
    /** Only the files that have changed since they were last tried; what is kept of the others counts. */
    resume: { type: 'boolean', default: false },
    changed: { type: 'boolean', default: false },
    /** What is otherwise than in `measured.json`, by content: of the rooms that were measured whole, in any clone. */
    measured: { type: 'boolean', default: false },
    minutes: { type: 'string' },
    raise: { type: 'boolean', default: false },
    survivors: { type: 'boolean', default: false },
    concurrency: { type: 'string', default: '1' },
  },
});

async function main(): Promise<number> {
  if (options.requirements) return confirmRequirements(resolve('.'), positionals);
  const floors = json(FLOORS) as Record<string, number>;
  const deadline = options.minutes === undefined ? undefined : Date.now() + Number(options.minutes) * 60_000;
  const all = tasks();
  let below = 0;
  for (const [index, task] of all.entries()) {
    const until = deadline === undefined ? undefined : shareOf(deadline, all.length - index);
    if (!(await attempt(task, until, floors))) below += 1;
  }
  if (options.raise) writeFileSync(FLOORS, `${JSON.stringify(floors, undefined, 2)}\n`);
  return below === 0 ? 0 : 1;
}

/** The end of the share of one of so many rooms in the time that is left. */
function shareOf(deadline: number, rooms: number): number {
  const now = Date.now();
  return now + Math.max(0, deadline - now) / rooms;
}

function tasks(): readonly Task[] {
  const rooms = Object.entries(json(ROOMS) as Record<string, Room>)
    .filter(([name]) => options.room?.includes(name) ?? true)
    .map(([name, room]) => ({ name, room }));
  if (options.only) return rooms.map((task) => ({ ...task, only: options.only }));
  if (options.resume)
    return rooms.map((task) => ({ ...task, only: untried(readKept(task.name), filesOf(task.room)) }));
  if (options.measured) return sinceMeasured(rooms);
  if (!options.changed) return rooms;
  const base = baseOfChange();
  if (base === undefined) {
    loud(
      'nothing to compare with: no `origin/main`, no commit before this one, no WRIT_BASE; NO mutant was tried',
    );
    return [];
  }
  const changed = rooms.map((task) => ({ ...task, only: changedLines(task.room, base) }));
  const touched = changed.filter(({ only }) => only.length > 0);
  if (touched.length === 0) process.stdout.write('no room that is mutated has changed lines\n');
  // The small first: what they do not use of their share is for the others.
  return touched.sort((a, b) => linesIn(a.only) - linesIn(b.only));
}

/** What has changed in the rooms that were measured; of the others it is said that they were not. */
function sinceMeasured(rooms: readonly Task[]): readonly Task[] {
  const all = readMeasured();
  const linesOf = (path: string): number => readFileSync(path, 'utf8').split('\n').length;
  return rooms.flatMap((task) => {
    const room = all[task.name];
    if (!room) loud(`\`${task.name}\` was never measured whole, so NOTHING of it is held to its floor`);
    if (!room) return [];
    const { chosen, left } = filesToTry(room, filesOf(task.room), linesOf);
    return [{ ...task, only: chosen, left }];
  });
}

/** Tries what a task is about, and says what was found; false when it is below the floor. */
async function attempt(
  task: Task,
  deadline: number | undefined,
  floors: Record<string, number>,
): Promise<boolean> {
  const files = filesOf(task.room);
  const run = await mutate({ ...task, deadline, concurrency: Number(options.concurrency) });
  tellUntried(task.name, run);
  if (options.measured) return judgeSince(task, run, files, floors[task.name] ?? 0);
  return options.changed
    ? judgeChange(task, run, floors[task.name] ?? 0)
    : judgeRoom(task, run, files, floors);
}

function judgeChange({ name, only = [] }: Task, run: Run, floor: number): boolean {
  const score = scoreOf(run.mutants);
  const fails = changeIsBelow(score, floor);
  tellScore(`${name} (${linesIn(only)} changed lines)`, score, floor, fails);
  if (!fails && score.noticed + score.survived < MIN_TRIED)
    process.stdout.write(`  fewer than ${MIN_TRIED} were tried: told, and held against nobody\n`);
  if (fails || options.survivors) run.mutants.forEach(tell);
  return !fails;
}

/** The room as it was measured, with what was tried of its changed files; a file that was cut short counts as it was before. */
function judgeSince(
  { name, only = [], left = [] }: Task,
  run: Run,
  files: ReadonlyMap<string, string>,
  floor: number,
): boolean {
  const own = new Map([...files].filter(([path]) => only.includes(path)));
  const tried = measuredOf(withRun({}, run, own), own);
  const score = scoreSince(readMeasured()[name] ?? {}, files, tried);
  const fails = hasFallen(score, floor);
  const count = Object.keys(tried).length;
  tellScore(`${name} (${count} of ${only.length + left.length} changed files tried)`, score, floor, fails);
  if (left.length > 0) process.stdout.write(`  not tried this time: ${left.join(', ')}\n`);
  if (fails || options.survivors) run.mutants.forEach(tell);
  return !fails;
}

/** @param files - as they were when the run began */
function judgeRoom(
  { name, only }: Task,
  run: Run,
  files: ReadonlyMap<string, string>,
  floors: Record<string, number>,
): boolean {
  const floor = floors[name] ?? 0;
  // Of a file that was mutated in part only, nothing is kept.
  const tried = new Map([...files].filter(([path]) => only?.includes(path) ?? true));
  const kept = withRun(readKept(name), run, tried);
  writeKept(name, kept);
  if (options.survivors) run.mutants.forEach(tell);
  if (only?.length) tellScore(`${name} (in part)`, scoreOf(run.mutants), floor, false);
  const missing = untried(kept, files);
  if (missing.length > 0) {
    process.stdout.write(
      `${name}: not whole, ${missing.length} of ${files.size} files not tried as they are; --resume tries them\n`,
    );
    return true;
  }
  const score = scoreOf([...files.keys()].flatMap((path) => kept[path]?.mutants ?? []));
  const fails = isBelow(score, floor);
  tellScore(`${name}, whole`, score, floor, fails);
  if (options.raise) {
    floors[name] = raised(floors[name], score);
    writeMeasured(name, measuredOf(kept, files));
  }
  return !fails;
}

function tellScore(what: string, score: Score, floor: number, fails: boolean): void {
  const { percent, noticed, survived, uncovered } = score;
  process.stdout.write(
    `${what}: ${percent} % of ${noticed + survived} covered mutants noticed; ` +
      `${survived} survive, ${uncovered} reached by no test of the room; floor ${floor}${fails ? ': BELOW THE FLOOR' : ''}\n`,
  );
}

function tellUntried(name: string, run: Run): void {
  if (!run.cut) return;
  if (!run.planned) {
    loud(`the time was up before the tests of \`${name}\` had passed once: NOTHING of it was tried`);
    return;
  }
  const left = untriedIn(run);
  const count = [...left.values()].reduce((sum, each) => sum + each, 0);
  loud(
    `the time was up: ${count} mutants of \`${name}\` were NOT tried: ` +
      [...left].map(([file, mutants]) => `${mutants} in ${file}`).join(', '),
  );
}

function tell({ status, fileName, location, mutatorName, replacement = '' }: Mutant): void {
  if (status !== 'Survived' && status !== 'NoCoverage') return;
  const place = `${fileName}:${location.start.line}:${location.start.column}`;
  process.stdout.write(
    `  ${status} ${place} ${mutatorName} ${replacement.replace(/\s+/g, ' ').slice(0, 120)}\n`,
  );
}

function loud(message: string): void {
  process.stdout.write(`\n!!! MUTATION CUT SHORT: ${message}\n\n`);
}

function json(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'));
}

// An interrupted run ends what it started.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));

void main().then((code) => {
  process.exitCode = code;
});
