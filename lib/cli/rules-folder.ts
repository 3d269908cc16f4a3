import { WritError } from '../kernel/index.js';
import { pathIn, type LoadedConfig } from './load-config.js';

/** The folder of rules that the configuration names. Throws CONFIG_INVALID where it names none. */
export function rulesFolder(loaded: LoadedConfig): string {
  const { policy } = loaded.config;
  if (policy !== undefined) return pathIn(loaded, policy);
  throw new WritError('CONFIG_INVALID', 'the configuration names no rules, so nothing can be decided', {
    remedy: 'name the folder of rules: `policy: "entitlements/policy"`',
  });
}
