import { oktaGroup, permissionSet, person } from '../../lib/model/index.js';
import {
  assignment,
  catalogue,
  codes,
  edge,
  enforced,
  inventory,
  live,
  liveSet,
  manifest,
  only,
  report,
  wanted,
} from '../_helpers/build.js';

const THEIRS = permissionSet('AWSReadOnlyAccess');
const DANA = person('1');
const given = edge(DANA, assignment(THEIRS));
const WHY = 'what permission set AWSReadOnlyAccess gives is another’s to say';
const named = catalogue({ named: [{ ref: THEIRS, privileged: [WHY] }], scopes: [enforced()] });
const content = {
  managed: ['arn:aws:iam::aws:policy/ReadOnlyAccess'],
  customerManaged: [],
  sessionMinutes: 60,
};

const unread = liveSet(THEIRS, content, { content: undefined });

describe('what others own, live', () => {
  it("is matched where a package gives it, and its content is nobody's to compare", () => {
    const found = report({
      manifest: manifest({ edges: [wanted(given)], catalogue: named }),
      inventory: inventory({ edges: [live(given)], roles: [liveSet(THEIRS, content)] }),
    });

    expect(found.findings).toEqual([]);
  });

  it('is foreign where no package gives it: that it is named excuses nobody', () => {
    const found = only(
      report({
        manifest: manifest({ edges: [], catalogue: named }),
        inventory: inventory({ edges: [live(given)], roles: [liveSet(THEIRS, content)] }),
      }),
    );

    expect(found).toMatchObject({ class: 'foreign', code: 'ORPHANED_GRANT', privileged: [] });
  });

  it('counts as privileged while its live content is not read', () => {
    const found = only(
      report({
        manifest: manifest({ edges: [], catalogue: named }),
        inventory: inventory({ edges: [live(given)], roles: [unread] }),
      }),
    );

    expect(found).toMatchObject({ class: 'foreign', privileged: [WHY], severity: 'critical' });
  });

  it('is missed when it is not there, once, and still by its name', () => {
    const found = report({
      manifest: manifest({
        edges: [],
        catalogue: catalogue({ named: [{ ref: oktaGroup('Corporate VPN'), privileged: [WHY] }] }),
      }),
      inventory: inventory({}),
    });

    expect(codes(found)).toEqual(['OBJECT_ABSENT']);
    expect(only(found).gives).toContain('Corporate VPN');
  });
});
