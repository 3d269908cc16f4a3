import { awsAdapters, type AwsConfig } from '../../../lib/adapters/aws/index.js';
import { systemClock } from '../../../lib/kernel/index.js';

const config = (more: Partial<AwsConfig>): AwsConfig => ({
  region: 'eu-central-1',
  clock: systemClock,
  ...more,
});

test.each(['http://sso.example.com', 'ftp://127.0.0.1', 'nonsense'])(
  'an endpoint that would carry requests in clear (%s) is refused',
  (endpoint) => {
    expect(() => awsAdapters(config({ endpoint }))).toThrow(
      expect.objectContaining({ code: 'CONFIG_INVALID' }),
    );
  },
);

test.each(['https://sso.example.com', 'http://127.0.0.1:4566', 'http://localhost:1'])(
  '%s is taken',
  (endpoint) => {
    expect(() => awsAdapters(config({ endpoint }))).not.toThrow();
  },
);

test.each([0, -1, Number.NaN, Infinity])('a limit of %p is refused', (perSecond) => {
  expect(() => awsAdapters(config({ limits: { perSecond } }))).toThrow(
    expect.objectContaining({ code: 'CONFIG_INVALID' }),
  );
});
