import { RECOVERY_ACTIONS } from '../../manifest/index.js';
import type { ComposeGround } from './compose.js';

/** What tickets of one kind alone say. */
export async function ofKind({
  kind,
  answers,
  claims,
}: ComposeGround): Promise<Readonly<Record<string, unknown>>> {
  switch (kind) {
    case 'exception': {
      const policy = await answers.of('policy', {
        option: '--policy',
        about: 'the policy of exceptions that allows it',
      });
      const reason = await answers.of('reason', {
        option: '--reason',
        about: 'the reason code, like VENDOR_CUTOVER',
      });
      return { exception: known({ policy, reason }) };
    }
    case 'account-recovery': {
      const choices = RECOVERY_ACTIONS.map((value) => ({ value, about: value.replace('-', ' ') }));
      const action = await answers.of('action', { option: '--action', about: 'what is to be done', choices });
      const verification = await answers.of('verification', {
        option: '--verification',
        about: 'the event by which the person was verified',
      });
      return { recovery: known({ action, verification }) };
    }
    case 'emergency':
      if (claims.trigger !== undefined) return {};
      return {
        trigger: await answers.of('trigger', {
          option: '--trigger',
          about: 'the incident, as incident:INC-3391',
        }),
      };
    default:
      return {};
  }
}

/** The fields that are there. */
export function known(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
