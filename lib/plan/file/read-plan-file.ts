import { digest, type Digest } from '../../kernel/index.js';
import { strictJson } from '../json/strict.js';
import { refusal, type Refusal } from '../refusals.js';
import { isRecord } from '../plan/unknown.js';
import { readZip, type ZipEntry } from './zip.js';

/** What a plan has to have been made from. */
export interface ReviewedFiles {
  /** The bytes of the stack's Terraform JSON, as they were reviewed. */
  readonly configuration: Uint8Array;
  /** The bytes of the lock file of its providers. */
  readonly lock: Uint8Array;
}

/** A plan file that is what was reviewed. */
export interface PlanFileRead {
  readonly digest: Digest;
  /** The state that it was made on: of one lineage, its serial only rises. The lineage is empty where nothing was ever applied. */
  readonly state: { readonly lineage: string; readonly serial: number };
}

/** The name under which a stack's configuration lies in its folder, and in the plan. */
const CONFIGURATION = 'tfconfig/m-/cdk.tf.json';
const LOCK = '.terraform.lock.hcl';
const STATE = 'tfstate';
const MODULES = 'tfconfig/modules.json';
/** What the tools write into a plan of one module, and nothing else. */
const ENTRIES = ['tfplan', STATE, 'tfstate-prev', CONFIGURATION, MODULES, LOCK];

/**
 * Opens a plan file. It is an archive that nobody signed, and whoever applies it runs what lies in it: so its entries are a closed list, none twice, and the configuration and
 * the lock file in it are those that were reviewed, byte for byte. Gives the digest of the file and the state that it stands on, or all refusals. Pure; throws nothing.
 */
export function readPlanFile(
  bytes: Uint8Array,
  reviewed: ReviewedFiles,
): PlanFileRead | { readonly refusals: readonly Refusal[] } {
  if (isEncrypted(bytes))
    return { refusals: [refusal('PLAN_FILE_ENCRYPTED', 'it is encrypted by OpenTofu')] };
  const zip = readZip(bytes);
  if ('wrong' in zip) return { refusals: [refusal('PLAN_FILE_FORMAT', zip.wrong)] };
  const refusals = [
    ...refuseEntries(zip.entries.map(({ name }) => name)),
    ...refuseOther(zip.entries, CONFIGURATION, reviewed.configuration),
    ...refuseOther(zip.entries, LOCK, reviewed.lock),
    ...refuseModules(zip.entries),
  ];
  const state = stateOf(zip.entries);
  if (!state) refusals.push(refusal('PLAN_FILE_FORMAT', 'the state in it cannot be read', 'tfstate'));
  return refusals.length > 0 || !state ? { refusals } : { digest: digest(bytes), state };
}

function stateOf(entries: readonly ZipEntry[]): PlanFileRead['state'] | undefined {
  const document = strictJson(entries.find(({ name }) => name === STATE)?.bytes ?? new Uint8Array());
  if (!('value' in document) || !isRecord(document.value)) return undefined;
  const { lineage, serial } = document.value;
  return typeof lineage === 'string' && Number.isSafeInteger(serial)
    ? { lineage, serial: serial as number }
    : undefined;
}

function refuseEntries(names: readonly string[]): Refusal[] {
  const missing = ENTRIES.filter((name) => !names.includes(name));
  const more = names.filter((name, index) => !ENTRIES.includes(name) || names.indexOf(name) !== index);
  return [
    ...missing.map((name) => refusal('PLAN_FILE_ENTRY', `\`${name}\` is missing`, name)),
    ...more.map((name) =>
      refusal('PLAN_FILE_ENTRY', ENTRIES.includes(name) ? 'it is there twice' : 'it is never there', name),
    ),
  ];
}

function refuseOther(entries: readonly ZipEntry[], name: string, reviewed: Uint8Array): Refusal[] {
  return entries
    .filter((entry) => entry.name === name && !isSame(entry.bytes, reviewed))
    .map(() => refusal('PLAN_FILE_OTHER', 'it is not, byte for byte, what was reviewed', name));
}

/** One module, which is the stack itself. */
function refuseModules(entries: readonly ZipEntry[]): Refusal[] {
  return entries
    .filter(({ name, bytes }) => {
      if (name !== MODULES) return false;
      const document = strictJson(bytes);
      const modules =
        'value' in document && Array.isArray(document.value) ? (document.value as unknown[]) : [];
      const [root] = modules;
      return modules.length !== 1 || !isRecord(root) || root['Key'] !== '' || root['Dir'] !== '.';
    })
    .map(() => refusal('PLAN_FILE_ENTRY', 'it names other modules than the stack itself', MODULES));
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}

/** OpenTofu writes an encrypted plan as a JSON object instead of an archive. */
function isEncrypted(bytes: Uint8Array): boolean {
  if (bytes[0] !== 0x7b) return false;
  const document = strictJson(bytes);
  return 'value' in document && isRecord(document.value) && 'encrypted_data' in document.value;
}
