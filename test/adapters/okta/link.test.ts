import fc from 'fast-check';
import { linksOfPage } from '../../../lib/adapters/okta/link.js';
import { codeOf as codeOfError } from './_server.js';

const ORIGIN = new URL('https://example.okta.com');
const HERE = new URL('https://example.okta.com/api/v1/groups?limit=2');
const NEXT = 'https://example.okta.com/api/v1/groups?after=a,b%2Cc&limit=2';
const nextOf = (header: string | null) => linksOfPage(header, HERE, ORIGIN).next?.href;
const codeOf = (header: string) => codeOfError(() => linksOfPage(header, HERE, ORIGIN));

describe('H4.21 the Link header of a page', () => {
  test.each([
    `<${NEXT}>; rel="next"`,
    `<${NEXT}>;rel=next`,
    `<${NEXT}> ; REL = "Next"`,
    `<${NEXT}>; foo; rel="next"`,
    `<${NEXT}>; foo=x; rel="next"`,
    `<${NEXT}>; title="a \\"quoted\\" one, with; signs <x>"; rel="next"`,
    `<${NEXT}>; title*=UTF-8''n%C3%A4chste; rel="next"; hreflang=de`,
    `<${NEXT}>; rel="self next"`,
    `<${NEXT}>; rel="next\tlast"`,
    `<${NEXT}>; rel="next"; rel="prev"`,
    `<${HERE.href}>; rel="self", <${NEXT}>; rel="next"`,
    `,, <${NEXT}>; rel="next" , `,
    `<${NEXT}>;; rel="next";`,
    `<${NEXT}>; rel="next", <${NEXT}>; rel="next"`,
    '</api/v1/groups?after=a,b%2Cc&limit=2>; rel=next',
    '<?after=a,b%2Cc&limit=2>; rel=next',
  ])('leads on: %s', (header) => {
    expect(nextOf(header)).toBe(NEXT);
  });

  test.each([
    null,
    '',
    ' , ',
    `<${HERE.href}>; rel="self"`,
    `<${NEXT}>; rel="prev next-page"`,
    `<${NEXT}>; rel="prev"; rel="next"`,
    `<${NEXT}>; rev="next"`,
    `<${NEXT}>; title="rel=next"`,
    `<${NEXT}>`,
  ])('is the end: %s', (header) => {
    expect(nextOf(header)).toBeUndefined();
  });

  test.each([
    `<${NEXT}>; rel="next`,
    `<${NEXT}>; title="a; rel="next"`,
    `<${NEXT}>; title="a\\"; rel=next`,
    `<${NEXT}; rel="next"`,
    `${NEXT}; rel="next"`,
    `<${NEXT}> rel="next"`,
    `<${NEXT}>; rel=`,
    `<${NEXT}>; ="next"`,
    `<${NEXT}>; rel="next" garbage`,
    `<${NEXT}>; rel=next; <x>`,
    'next',
    'garbage, <',
    `{"next":"${NEXT}"}`,
    `<${NEXT}>; rel="self" <${NEXT}>; rel="next"`,
    `<${HERE.href}>; rel="self", rel="next"`,
    `<>; rel="next"`,
    `<https://[>; rel="next"`,
    `<${NEXT}>; rel="next", </other>; rel="next"`,
    `<${NEXT}>; rel="next"; anchor="/elsewhere"`,
  ])('is malformed and never the end: %s', (header) => {
    expect(codeOf(header)).toBe('PROVIDER_MALFORMED');
  });

  test.each([
    'https://evil.example/x',
    '//evil.example/x',
    'http://example.okta.com/x',
    'https://example.okta.com:444/x',
  ])('never leads to %s', (target) => {
    expect(codeOf(`<${target}>; foo; rel="next"`)).toBe('PROVIDER_FOREIGN_LINK');
  });

  test('tells whether there was any link', () => {
    const linked = (header: string | null) => linksOfPage(header, HERE, ORIGIN).linked;
    expect([linked(null), linked(''), linked(`<${HERE.href}>; rel="self"`)]).toEqual([false, false, true]);
  });

  test('whatever it says, it leads to the org or nowhere, or is refused', () => {
    const piece = fc.constantFrom('<', '>', ';', ',', '"', '\\', '=', ' ', 'rel', 'next', 'foo', NEXT, '/x');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 14 }), (pieces) => {
        const header = pieces.join('');
        const code = codeOf(header);
        if (code === undefined) expect([undefined, ORIGIN.origin]).toContain(originOf(nextOf(header)));
        else expect(['PROVIDER_MALFORMED', 'PROVIDER_FOREIGN_LINK']).toContain(code);
      }),
      { numRuns: 2000 },
    );
  });
});

function originOf(href: string | undefined): string | undefined {
  return href === undefined ? undefined : new URL(href).origin;
}
