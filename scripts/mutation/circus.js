// The tests of a room, loaded once into this process by jest's own test framework, and run again for every mutant. Stryker's jest runner
// starts jest anew for each mutant and loads every module again: seconds where the tests themselves take milliseconds.
const { readdirSync, statSync } = require('node:fs');
const { join, relative } = require('node:path');
const fc = require('fast-check');
const circus = require('jest-circus');
const { jestExpect } = require('@jest/expect');
const { ModuleMocker } = require('jest-mock');

const GLOBALS = ['describe', 'it', 'test', 'beforeAll', 'beforeEach', 'afterAll', 'afterEach'];
const SLOW_MS = 100;
const KILLERS = 12;

class Circus {
  /** `paths` are folders or test files, `without` test files that are left out, relative to `root`. */
  constructor(root, paths, without = []) {
    this.root = root;
    this.files = paths
      .flatMap((path) => testFiles(join(root, path)))
      .filter((file) => !without.includes(relative(root, file)));
    this.tests = new Map();
    this.failed = undefined;
  }

  load() {
    process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
    process.env.NODE_ENV = 'test';
    for (const name of GLOBALS) globalThis[name] = circus[name];
    // Snapshots pin words, which are not mutated; jest keeps them, and it is not here.
    jestExpect.extend({ toMatchInlineSnapshot: passes, toMatchSnapshot: passes });
    globalThis.expect = jestExpect;
    globalThis.jest = new ModuleMocker(globalThis);
    require(join(this.root, 'scripts', 'ts-hook.js'));
    process.setSourceMapsEnabled(false);
    // A property that fails is enough: looking for its smallest failure takes hundreds of runs more. Fewer runs can only notice less.
    fc.configureGlobal({ endOnFailure: true, numRuns: 40 });
    for (const file of this.files) {
      circus.describe(relative(this.root, file), () => {
        require(file);
      });
    }
    circus.getState().testTimeout = 30_000;
    for (const test of testsOf(circus.getState().rootDescribeBlock)) this.tests.set(this.idOf(test), test);
    this.written = new Map([...this.tests].map(([id, { mode }]) => [id, mode]));
    this.took = new Map();
    this.killers = [];
    circus.addEventHandler((event) => this.handle(event));
    process.on('unhandledRejection', (error) => (this.failed ??= { id: this.current, error }));
    process.on('uncaughtException', (error) => (this.failed ??= { id: this.current, error }));
  }

  /** Titles need not be unique, ids must be. */
  idOf(test) {
    const names = [];
    for (let at = test; at.parent !== undefined; at = at.parent) names.unshift(at.name);
    const name = names.join(' › ');
    let id = name;
    for (let count = 2; this.tests.has(id); count += 1) id = `${name} #${count}`;
    return id;
  }

  handle({ name, test }) {
    const stryker = globalThis.__stryker__;
    if (name === 'test_started') {
      this.current = this.ids.get(test);
      if (this.covering) stryker.currentTestId = this.current;
    }
    if (name === 'test_done') {
      if (stryker) stryker.currentTestId = undefined;
      const [error = jestExpect.extractExpectedAssertionsErrors()[0]?.error] = test.errors.flat();
      if (error !== undefined) this.failed ??= { id: this.ids.get(test), error };
      this.took.set(this.ids.get(test), test.duration);
      this.count += 1;
      if (this.failed && this.bail) for (const each of this.tests.values()) each.mode = 'skip';
    }
  }

  /**
   * Runs the tests of these ids, or all: first those that noticed the mutants before, which are often of the same lines, then the quick
   * ones, so that most mutants die before a slow test begins.
   */
  async run({ ids, bail, covering = false }) {
    this.ids = new Map([...this.tests].map(([id, test]) => [test, id]));
    this.bail = bail;
    this.covering = covering;
    this.failed = undefined;
    this.count = 0;
    const wanted = new Set(ids ?? this.tests.keys());
    const first = new Set(this.killers.filter((id) => wanted.has(id)));
    const slow = new Set([...wanted].filter((id) => !first.has(id) && (this.took.get(id) ?? 0) > SLOW_MS));
    const quick = new Set([...wanted].filter((id) => !first.has(id) && !slow.has(id)));
    for (const round of [first, quick, slow]) {
      if (round.size === 0 || (this.failed && bail)) continue;
      await this.round(round);
    }
    const { failed, count } = this;
    if (failed?.id !== undefined && (this.took.get(failed.id) ?? 0) <= SLOW_MS)
      this.killers = [failed.id, ...this.killers.filter((id) => id !== failed.id)].slice(0, KILLERS);
    return { failed, count };
  }

  async round(ids) {
    for (const [id, test] of this.tests) {
      test.mode = ids.has(id) ? this.written.get(id) : 'skip';
      test.errors = [];
      test.status = null;
    }
    await circus.run();
  }
}

function passes() {
  return { pass: true, message: () => '' };
}

function testFiles(path) {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { recursive: true })
    .filter((name) => name.endsWith('.test.ts'))
    .sort()
    .map((name) => join(path, name));
}

function testsOf(block) {
  return block.children.flatMap((child) => (child.type === 'describeBlock' ? testsOf(child) : [child]));
}

module.exports = { Circus };
