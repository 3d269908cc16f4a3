// `npm run mutate`: would a test notice if this line were wrong? Every room against its floor, or only what a change touches;
// with --requirements, whether the tests of each requirement miss the behaviour that they name.
import { readFileSync, writeFileSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { baseOfChange, changedLines } from './mutation/changed.js';
import { changeIsBelow, isBelow, raised, scoreOf } from './mutation/score.js';
import { mutate, type Mutant, type Room, type Run } from './mutation/stryker.js';
import { confirmRequirements } from './requirements/run.js';

const ROOMS = resolve('scripts/mutation/rooms.json');
const FLOORS = resolve('scripts/mutation/floors.json');

interface Task {
  readonly name: string;
  readonly room: Room;
  /** Changed lines; without them the whole room. */
  readonly only?: readonly string[] | undefined;
}

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    /** The ids that follow, or all that have a replacement. */
    requirements: { type: 'boolean', default: false },
    room: { type: 'string', multiple: true },
    /** Files or `path:from-to` ranges of one room. */
    only: { type: 'string', multiple: true },
    changed: { type: 'boolean', default: false },
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
  const concurrency = Number(options.concurrency);
  let below = 0;
  for (const task of tasks()) {
    if (deadline !== undefined && Date.now() >= deadline) {
      loud(`the time was up before \`${task.name}\` began: NOTHING of it was tried`);
      continue;
    }
    const run = await mutate({ ...task, deadline, concurrency });
    if (!judge(task, run, floors)) below += 1;
  }
  if (options.raise) writeFileSync(FLOORS, `${JSON.stringify(floors, undefined, 2)}\n`);
  return below === 0 ? 0 : 1;
}

function tasks(): readonly Task[] {
  const rooms = Object.entries(json(ROOMS) as Record<string, Room>)
    .filter(([name]) => options.room?.includes(name) ?? true)
    .map(([name, room]) => ({ name, room }));
  if (options.only) return rooms.map((task) => ({ ...task, only: options.only }));
  if (!options.changed) return rooms;
  const base = baseOfChange();
  if (base === undefined) {
    loud(
      'nothing to compare with: no `origin/main`, no commit before this one, no WRIT_BASE; NO mutant was tried',
    );
    return [];
  }
  const changed = rooms.map((task) => ({ ...task, only: changedLines(task.room, base) }));
  // The small first: a bound then leaves out as few rooms as it can.
  return changed.filter(({ only }) => only.length > 0).sort((a, b) => a.only.length - b.only.length);
}

/** Says what a run found; false when it is below the floor. */
function judge({ name, only }: Task, run: Run, floors: Record<string, number>): boolean {
  const score = scoreOf(run.mutants);
  const floor = floors[name] ?? 0;
  const whole = only === undefined && !run.cut;
  const fails = whole ? isBelow(score, floor) : changeIsBelow(score, floor);
  const { percent, noticed, survived, uncovered } = score;
  process.stdout.write(
    `${name}${only ? ` (${only.length} changed places)` : ''}: ${percent} % of ${noticed + survived} covered mutants noticed; ` +
      `${survived} survive, ${uncovered} reached by no test of the room; floor ${floor}${fails ? ': BELOW THE FLOOR' : ''}\n`,
  );
  if (run.cut)
    loud(`the time was up: only ${run.mutants.length} of ${run.planned} mutants of \`${name}\` were tried`);
  if (fails || options.survivors) for (const mutant of run.mutants) tell(mutant);
  if (whole && options.raise) floors[name] = raised(floors[name], score);
  return !fails;
}

function tell({ status, fileName, location, mutatorName, replacement = '' }: Mutant): void {
  if (status !== 'Survived' && status !== 'NoCoverage') return;
  const place = `${relative(process.cwd(), fileName)}:${location.start.line}:${location.start.column}`;
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

void main().then((code) => {
  process.exitCode = code;
});
