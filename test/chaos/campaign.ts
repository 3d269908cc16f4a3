import { ContentWatch } from './contents.js';
import { damageManifest, keepAsOlder } from './damaged-manifest.js';
import { factsOf } from './facts.js';
import { everySort, SILENT } from './faults.js';
import { Inputs } from './inputs.js';
import { broken, documentOf, type Violation } from './invariants.js';
import { Random } from './random.js';
import { Stage, type Ran } from './stage.js';
import { foreignFacts, misbehave } from './tampering.js';
import { Truth } from './truth.js';

const SHARE = 0.05;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** What happened in a campaign, counted; and every rule that was broken. */
export class Tally {
  episodes = 0;
  rounds = 0;
  revoked = 0;
  readonly exits = new Map<string, number>();
  readonly strikes = new Map<string, number>();
  readonly damages = new Map<string, number>();
  readonly errors = new Map<string, number>();
  readonly violations: (Violation & { readonly where: string })[] = [];
}

/** How a campaign is set. */
export interface CampaignOptions {
  readonly seed: number;
  /** Asked before each episode and each round. */
  readonly goesOn: () => boolean;
  /** @default 6 */
  readonly rounds?: number;
  readonly say?: (line: string) => void;
}

/** Runs episodes, each with a new world and a new ledger, until it is told that time is up. */
export async function campaign({
  seed,
  goesOn,
  rounds = 6,
  say = () => undefined,
}: CampaignOptions): Promise<Tally> {
  const tally = new Tally();
  for (let episode = 0; goesOn(); episode++) {
    const stage = await Stage.open();
    try {
      await new Episode(stage, new Random(seed * 7919 + episode), `${seed}/${episode}`, tally).play(
        rounds,
        goesOn,
      );
    } finally {
      await stage.close();
    }
    tally.episodes++;
    say(`episode ${episode}: ${tally.violations.length} rules broken so far`);
  }
  return tally;
}

class Episode {
  private readonly inputs: Inputs;
  private round = 0;
  /** What was done to the inputs in this round. */
  private damaged = '';

  constructor(
    private readonly stage: Stage,
    private readonly random: Random,
    private readonly name: string,
    private readonly tally: Tally,
  ) {
    this.inputs = Inputs.of(stage);
  }

  async play(rounds: number, goesOn: () => boolean): Promise<void> {
    await this.begin();
    for (this.round = 1; this.round <= rounds && goesOn(); this.round++) {
      await this.playRound();
      this.tally.rounds++;
    }
    await this.end();
  }

  /** What is declared is live, a ledger knows it, and there is no drift. */
  private async begin(): Promise<void> {
    await this.synthesize();
    await this.stage.must('sandbox', 'load', '--manifest', 'cdktf.out/manifest.json');
    await this.stage.settle();
    await this.stage.must('ledger', 'init', '--sandbox', '--manifest', 'cdktf.out/manifest.json');
    await this.synthesize();
    keepAsOlder(this.stage);
    await this.stage.must('drift', '--brief');
  }

  private async playRound(): Promise<void> {
    const { stage, random } = this;
    stage.runtime.advance(random.pick([MINUTE, MINUTE, 10 * MINUTE, 5 * HOUR, 25 * HOUR]));
    let truth = await this.synthesize();
    for (let deeds = random.below(4); deeds > 0; deeds--) await misbehave(stage, truth, random);
    this.damaged = '';
    if (random.happens(0.5)) {
      this.countDamage(this.inputs.damage(random));
      await this.checked(truth, 'synth', '--json', '--as-of', stage.now, '--out', 'cdktf.out');
    } else if (random.happens(0.4)) this.countDamage(damageManifest(stage, random));
    stage.runtime.faults.push(...everySort(random.below(2 ** 31), SHARE));
    await this.checked(truth, 'drift', '--json');
    await this.checked(truth, 'revert', '--confirm', '--json', '--by', 'chaos');
    stage.runtime.faults.length = 0;
    await this.letFinish();
    const wanted = truth.approved();
    truth = await this.synthesize();
    const kept = truth.approved();
    for (const fact of wanted)
      if (!kept.has(fact))
        this.note({ invariant: 'nothing approved is taken', detail: `no longer wanted: ${fact}` });
  }

  /** Everything works again: what is foreign has to end, and the record has to be whole. */
  private async end(): Promise<void> {
    const { stage } = this;
    for (const wait of [25 * HOUR, 25 * HOUR, MINUTE]) {
      stage.runtime.advance(wait);
      const truth = await this.synthesize();
      await this.checked(truth, 'revert', '--confirm', '--json', '--by', 'chaos');
      await this.letFinish();
    }
    const truth = await this.synthesize();
    const last = await this.checked(truth, 'revert', '--json', '--by', 'chaos');
    const lines = documentOf(last).plan?.lines ?? [];
    const held = new Set(
      lines.flatMap(({ verdict, finding: { subject } }) =>
        verdict.state === 'held' && subject.what === 'edge' ? [truth.factOf(subject.edge)] : [],
      ),
    );
    for (const fact of foreignFacts(stage, truth))
      this.note({
        invariant: 'what is foreign ends',
        detail: `${held.has(fact) ? 'held' : 'not held'}: ${fact}`,
      });
    const verified = await stage.writ('ledger', 'verify');
    if (verified.code !== 0)
      this.note({
        invariant: 'every failure is named',
        detail: `the ledger is not whole: ${verified.out}${verified.err}`,
      });
  }

  /** Pristine inputs, synthesized while nothing fails: the truth of this moment. */
  private async synthesize(): Promise<Truth> {
    this.inputs.restore();
    await this.stage.must('synth', '--as-of', this.stage.now, '--out', 'cdktf.out');
    return Truth.of(this.stage);
  }

  /** What a fault left under way at a provider comes to its end. */
  private async letFinish(): Promise<void> {
    await this.stage.settle(MINUTE);
  }

  /** Runs a command and holds what it did and said to the rules. */
  private async checked(truth: Truth, ...argv: readonly string[]): Promise<Ran> {
    const { stage, tally } = this;
    const { runtime } = stage;
    const contents = new ContentWatch(runtime);
    const before = factsOf(runtime);
    const struck = runtime.strikes.length;
    const first = truth.approved();
    const foreign = foreignFacts(stage, truth);
    const ran = await stage.writ(...argv);
    const strikes = runtime.strikes.slice(struck);
    for (const { effect } of strikes) count(tally.strikes, effect);
    count(tally.exits, `${argv[0] ?? ''} ${ran.code}`);
    for (const [, code = ''] of ran.err.matchAll(/^\s*error ([A-Z_]+)/gm)) count(tally.errors, code);
    tally.revoked += documentOf(ran).results.filter(({ state }) => state === 'revoked').length;
    const last = truth.approved();
    broken({
      ran,
      before,
      after: factsOf(runtime),
      approved: new Set([...first].filter((fact) => last.has(fact))),
      foreign,
      widened: contents.look(),
      declared: declaredPolicies(truth),
      silent: strikes.some(({ effect }) => SILENT.has(effect)),
      factOf: (edge) => truth.factOf(edge),
    }).forEach((violation) => this.note(violation, argv));
    return ran;
  }

  private countDamage(how: string): void {
    this.damaged = how;
    count(this.tally.damages, how);
  }

  private note(violation: Violation, argv: readonly string[] = []): void {
    this.tally.violations.push({
      ...violation,
      where: [this.name, `round ${this.round}`, this.damaged, argv.join(' ')].join(', '),
    });
  }
}

function declaredPolicies({ manifest }: Truth): Map<string, ReadonlySet<string>> {
  return new Map(
    manifest.catalogue.permissionSets.map(({ ref, content }) => [
      ref.name,
      new Set([
        ...content.managed,
        ...content.customerManaged.map(({ path, name }) => `customer ${path}${name}`),
        ...(content.inline === undefined ? [] : [`inline ${JSON.stringify(content.inline)}`]),
      ]),
    ]),
  );
}

function count(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
