import { readFileSync } from 'node:fs';
import { linksOf, type IdentitySnapshot } from '../../lib/identity/index.js';
import { parseManifest, type Manifest } from '../../lib/manifest/index.js';
import { windowState, type Edge } from '../../lib/model/index.js';
import { instantOf } from '../../lib/kernel/index.js';
import { factOf, type Fact } from './facts.js';
import type { Stage } from './stage.js';

/** A second: what ends within it may or may not be over by the time that a command looks. */
const EDGE_OF_TIME = 1000;

/**
 * What is really wanted: the manifest of inputs that nobody damaged. The campaign holds the product to it, and never to
 * what the product made of damaged ones.
 */
export class Truth {
  private constructor(
    private readonly stage: Stage,
    readonly manifest: Manifest,
    readonly identity: IdentitySnapshot,
  ) {}

  /** Of the synthesis that lies in the output folder. */
  static of(stage: Stage): Truth {
    const file = stage.path('cdktf.out', 'manifest.json');
    const manifest = parseManifest(readFileSync(file, 'utf8'), file);
    return new Truth(
      stage,
      manifest,
      JSON.parse(stage.read('cdktf.out', 'identity.json')) as IdentitySnapshot,
    );
  }

  /** Facts whose basis is open now and stays open for the next moment. */
  approved(): Set<Fact> {
    return this.facts(true);
  }

  /** Facts that are, or were a moment ago, wanted. */
  tolerated(): Set<Fact> {
    return this.facts(false);
  }

  /** The fact that an edge of a report is here. */
  factOf(edge: Edge): Fact | undefined {
    return factOf(edge, this.stage.runtime, linksOf(this.identity));
  }

  private facts(strictly: boolean): Set<Fact> {
    const now = this.stage.runtime.now();
    const instants = [instantOf(now - EDGE_OF_TIME), instantOf(now + EDGE_OF_TIME)];
    const open = this.manifest.edges.filter(({ window }) => {
      const states = instants.map((at) => windowState(window, at) === 'open');
      return strictly ? states.every(Boolean) : states.some(Boolean);
    });
    const links = linksOf(this.identity);
    return new Set(open.flatMap(({ edge }) => factOf(edge, this.stage.runtime, links) ?? []));
  }
}
