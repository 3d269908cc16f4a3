import { isAbsolute, join, relative } from 'node:path';
import type { CheckReport } from '../report/index.js';
import type { CheckPorts } from '../workflow/index.js';
import type { Io } from './io.js';
import { pathIn, type LoadedConfig } from './load-config.js';
import type { SandboxCall } from './options.js';
import { synthFiles } from './synth-files.js';

/**
 * The inputs of this configuration, for the checks, with `more` ticket files by absolute path. Loads the declarations' room: by import() only where they are needed.
 */
export async function checkPorts(
  call: SandboxCall,
  loaded: LoadedConfig,
  more: ReadonlySet<string> = new Set(),
): Promise<CheckPorts> {
  const { filePorts, namedIn, refuseOtherGovernors, refuseUnknownPeople } = await import('../synth/index.js');
  const { placeInTicket, readTickets } = await import('../adapters/files/tickets.js');
  const files = synthFiles(call, loaded, pathIn(loaded, loaded.config.out ?? 'cdktf.out'));
  const ports = filePorts(files);
  const rules = ports.rules?.bind(ports);
  return {
    catalogue: () => ports.catalogue(),
    identity: (asOf) => ports.identity(asOf),
    tickets: () =>
      readTickets(
        files.requests,
        [...more].map((file) => relative(files.requests, file)),
      ),
    decisions: ports.decisions,
    ...(rules ? { rules: async () => (await rules()).engine } : {}),
    people: (catalogue, identity) => {
      refuseOtherGovernors(files.governors, catalogue);
      refuseUnknownPeople([...namedIn(catalogue), ...(files.named ?? [])], identity);
    },
    placeOf: async (file, field) => {
      const path = join(files.requests, file);
      return { file: path, ...(field === undefined ? {} : await placeInTicket(path, field)) };
    },
  };
}

/** The report with the paths of files as they are from here, where they lie below. */
export function fromHere(report: CheckReport, { cwd }: Io): CheckReport {
  const checks = report.checks.map((check) => ({
    ...check,
    faults: check.faults.map((fault) => {
      const file = fault.place?.file;
      return file === undefined
        ? fault
        : { ...fault, place: { ...fault.place, file: pathFromHere(file, cwd) } };
    }),
  }));
  return { ...report, checks };
}

/** A path as it is from here, where it lies below; else as it is. */
export function pathFromHere(file: string, cwd: string): string {
  const shown = relative(cwd, file);
  return shown === '' || isAbsolute(shown) || shown.startsWith('..') ? file : shown;
}
