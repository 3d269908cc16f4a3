import { workload } from '../../lib/model/index.js';
import {
  edge,
  identity,
  inventory,
  live,
  manifest,
  only,
  READERS,
  record,
  report,
  wanted,
  YESTERDAY,
} from '../_helpers/build.js';
import { samInReaders } from './_people.js';

describe('holders that can hold nothing any more', () => {
  it('calls the access of someone whom HR terminated orphaned, wanted or not', () => {
    const finding = only(
      report({
        manifest: manifest({ edges: [wanted(samInReaders)] }),
        inventory: inventory({ edges: [live(samInReaders)] }),
        identity: identity(record('2', { status: 'terminated' })),
      }),
    );
    expect(finding).toMatchObject({ class: 'orphaned', code: 'HOLDER_GONE' });
  });

  it('does not miss what nobody may hold any more', () => {
    const seen = report({
      manifest: manifest({ edges: [wanted(samInReaders)] }),
      identity: identity(record('2', { lastDay: YESTERDAY })),
    });
    expect(seen.verdict).toBe('clean');
  });

  it('keeps holders that nothing links, under their native id', () => {
    const stranger = edge({ kind: 'unlinked', native: 'user-x', source: READERS.source }, READERS);
    expect(only(report({ inventory: inventory({ edges: [live(stranger)] }) }))).toMatchObject({
      code: 'HOLDER_UNLINKED',
    });
  });

  it('calls the access of a workload whose lifetime ended orphaned', () => {
    const bot = workload('bot');
    const finding = only(
      report({
        manifest: manifest({
          catalogue: {
            workloads: [
              {
                id: bot.id,
                title: 'Bot',
                kind: 'service',
                owner: 'platform',
                purpose: 'testing',
                binding: { kind: 'okta', login: 'bot' },
                expires: YESTERDAY,
                mayRequest: [],
              },
            ],
          },
        }),
        inventory: inventory({ edges: [live(edge(bot, READERS))] }),
      }),
    );
    expect(finding.code).toBe('HOLDER_GONE');
  });
});
