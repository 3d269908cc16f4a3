// What Stryker does not bring: a runner that keeps the tests loaded, words left alone, and results that outlive a run that is cut short.
const { appendFileSync } = require('node:fs');
const { Circus } = require('./circus.js');

class CircusRunner {
  constructor(options) {
    this.circus = new Circus(process.cwd(), options.room.tests, options.room.without);
  }

  capabilities() {
    return { reloadEnvironment: false };
  }

  init() {
    this.circus.load();
  }

  async dryRun() {
    globalThis.__stryker__ ??= {};
    const { failed } = await this.circus.run({ bail: true, covering: true });
    const tests = [...this.circus.took].map(([id, timeSpentMs]) => ({
      id,
      name: id,
      timeSpentMs,
      status: id === failed?.id ? 1 : 0,
      ...(id === failed?.id ? { failureMessage: String(failed.error?.stack ?? failed.error) } : {}),
    }));
    return { status: 'complete', tests, mutantCoverage: byTests(globalThis.__stryker__.mutantCoverage) };
  }

  async mutantRun({ activeMutant, testFilter, hitLimit }) {
    const stryker = globalThis.__stryker__;
    Object.assign(stryker, { activeMutant: activeMutant.id, hitCount: hitLimit ? 0 : undefined, hitLimit });
    const { failed, count } = await this.circus.run({ ids: testFilter, bail: true });
    const looped = hitLimit !== undefined && stryker.hitCount > hitLimit;
    Object.assign(stryker, { activeMutant: undefined, hitCount: undefined });
    if (looped) return { status: 'timeout', reason: `hit more than ${hitLimit} times` };
    if (!failed) return { status: 'survived', nrOfTests: count };
    const failureMessage = String(failed.error?.message ?? failed.error);
    return { status: 'killed', killedBy: [failed.id ?? ''], failureMessage, nrOfTests: count };
  }
}
CircusRunner.inject = ['options'];

/**
 * Code that runs while the tests are loaded and in tests too counts for its tests only. Stryker would start a new process for each of its
 * mutants, and activate it only then: seconds for the same answer.
 */
function byTests(coverage) {
  if (coverage === undefined) return undefined;
  const reached = new Set(Object.values(coverage.perTest).flatMap(Object.keys));
  const onlyLoaded = Object.entries(coverage.static).filter(([mutant]) => !reached.has(mutant));
  return { ...coverage, static: Object.fromEntries(onlyLoaded) };
}

/** Words for people are asserted nowhere on purpose (tests assert codes), so a mutant of them would prove nothing. */
const wordsIgnorer = {
  shouldIgnore(path) {
    if (path.isStringLiteral() && /\s/.test(path.node.value)) return 'words';
    if (path.isTemplateLiteral() && path.node.quasis.some(({ value }) => /\s/.test(value.raw)))
      return 'words';
    return undefined;
  },
};

/** Each result at once, one line each. */
class Lines {
  onMutationTestingPlanReady({ mutantPlans }) {
    const planned = {};
    for (const { mutant } of mutantPlans) planned[mutant.fileName] = (planned[mutant.fileName] ?? 0) + 1;
    this.write({ planned });
  }

  onMutantTested({ fileName, location, mutatorName, replacement, status, statusReason, killedBy }) {
    this.write({ fileName, location, mutatorName, replacement, status, statusReason, killedBy });
  }

  write(line) {
    appendFileSync(process.env.WRIT_MUTATION_RESULTS, `${JSON.stringify(line)}\n`);
  }
}

exports.strykerPlugins = [
  { kind: 'TestRunner', name: 'circus', injectableClass: CircusRunner },
  { kind: 'Ignore', name: 'words', value: wordsIgnorer },
  { kind: 'Reporter', name: 'lines', injectableClass: Lines },
];
exports.strykerValidationSchema = { type: 'object', properties: { room: { type: 'object' } } };
