import {
  DEFAULT_PATIENCE,
  findingRow,
  judge,
  newMemory,
  newSightings,
  type Judgement,
  type Patience,
} from '../drift/index.js';
import { WritError, type Instant } from '../kernel/index.js';
import type { Manifest } from '../manifest/index.js';
import { isManagedByAws, managedArns } from '../meaning/index.js';
import type { DriftPorts } from './ports.js';
import { recordSurvey } from './record-survey.js';
import { survey, type Survey, type SurveyOptions } from './survey.js';

/** What a drift run is asked to compare the world with. */
export interface DriftInput extends SurveyOptions {
  /** Native ids of our own pipelines in the audit logs. */
  readonly pipelines: readonly string[];
  /** @default - {@link DEFAULT_PATIENCE} */
  readonly patience?: Patience;
}

/** What was judged, and the survey that it was judged from. */
export interface DriftRun extends Judgement {
  readonly survey: Survey;
}

/**
 * Sweeps, judges, and remembers first sights. A cycle that saw what the last one saw appends nothing.
 * Throws JOURNAL_CORRUPT, CLOCK_BACKWARDS when the clock is behind the manifest, WRITE_FAILED, INTERRUPTED.
 */
export async function runDrift(ports: DriftPorts, input: DriftInput): Promise<DriftRun> {
  const seen = await survey(ports, input);
  if (seen.journalFault) throw seen.journalFault;
  const judgement = judgeSurvey(seen, input);
  await remember(ports, judgement);
  await recordSurvey(ports, seen, judgement);
  return { ...judgement, survey: seen };
}

/** Judges what a survey saw. Throws CLOCK_BACKWARDS when that was before the manifest. */
export function judgeSurvey(
  { inventory, journal, ahead, known, audit, at }: Survey,
  input: DriftInput,
): Judgement {
  const { manifest, manifestDigest, identity, pipelines, patience = DEFAULT_PATIENCE } = input;
  refuseBefore(manifest, at);
  return judge({
    manifest,
    manifestDigest,
    inventory,
    identity,
    journal,
    ahead,
    known,
    audit,
    pipelines,
    at,
    patience,
  });
}

/** A world before its manifest would make every new grant look as if it had come before its window. */
function refuseBefore({ asOf }: Manifest, at: Instant): void {
  if (at >= asOf) return;
  throw new WritError('CLOCK_BACKWARDS', `the clock says \`${at}\`, and the manifest is as of \`${asOf}\``, {
    remedy:
      'set the clock right, or synthesize as of an instant that has passed; nothing was judged or changed',
  });
}

/** Appends first sights, what is gone, and the native ids of declared objects; nothing when there is nothing new. */
export async function remember({ journal }: DriftPorts, { report, ground }: Judgement): Promise<void> {
  const { manifest, inventory, sightings, remembered, at } = ground;
  const { findings } = report;
  const whole = !findings.some(({ code }) => findingRow(code).blinds);
  const entries = [
    ...newSightings(findings, sightings, at, whole, textsRead(ground)),
    ...newMemory(manifest.catalogue, inventory, findings, remembered, at),
  ];
  if (entries.length > 0) await journal.append(entries);
}

/** Whether the live text was read of every policy of AWS's own that declared permission sets use. */
function textsRead({ manifest, policies }: Judgement['ground']): boolean {
  return manifest.catalogue.permissionSets
    .flatMap(({ content }) => managedArns(content))
    .every((arn) => !isManagedByAws(arn) || policies.has(arn));
}
