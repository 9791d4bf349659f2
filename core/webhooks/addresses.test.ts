import { expect, test } from 'vitest';
import { endpointUrl } from './endpoint-url.ts';
import { isPublicAddress } from './public-address.ts';

test('an address that nobody on the internet has is not public, however it is written', () => {
  const inner = [
    ...['0.0.0.0', '10.1.2.3', '100.64.0.1', '100.127.255.254', '127.0.0.1', '127.255.0.1', '169.254.169.254'],
    ...['172.16.0.1', '172.31.255.255', '192.0.0.8', '192.0.2.1', '192.168.1.1', '198.18.0.1', '198.51.100.7'],
    ...['203.0.113.9', '224.0.0.1', '239.255.255.250', '240.0.0.1', '255.255.255.255'],
    ...['::', '::1', '::ffff:127.0.0.1', '::ffff:8.8.8.8', '::127.0.0.1', '64:ff9b::7f00:1', '64:ff9b:1::1', '100::1'],
    ...['fc00::1', 'fd12:3456::1', 'fe80::1', 'fe80::1%eth0', 'fec0::1', 'ff02::1', '5f00::1'],
    ...['2001::1', '2001:0:7f00:1::', '2001:db8::1', '2002:7f00:1::', '3fff::1'],
    ...['localhost', '', '127.1', '0x7f000001', '1.2.3'],
  ];
  expect(inner.filter(isPublicAddress)).toEqual([]);
  const outer = [
    '8.8.8.8',
    '100.63.255.255',
    '100.128.0.1',
    '172.15.0.1',
    '172.32.0.1',
    '192.167.0.1',
    '223.255.255.1',
  ];
  expect(
    [...outer, '2606:4700:4700::1111', '2a00:1450::1', '2001:4860:4860::8888'].filter((each) => !isPublicAddress(each)),
  ).toEqual([]);
});

test('messages go by https to a name, and to this machine only where that is set', () => {
  const refused = [
    ...[
      'http://example.com/',
      'ftp://example.com/',
      'example.com',
      '',
      'https://',
      'https://localhost/',
      'https://intranet/',
    ],
    ...[
      'https://127.0.0.1/',
      'https://127.1/',
      'https://0x7f.1/',
      'https://2130706433/',
      'https://8.8.8.8/',
      'https://[::1]/',
    ],
    ...[
      'https://[::ffff:7f00:1]/',
      'https://user:secret@example.com/',
      'https://user@example.com/',
      'javascript:alert(1)',
    ],
    ...['http://127.0.0.1:8080/', 'http://localhost:8080/', `https://example.com/${'x'.repeat(500)}`],
  ];
  expect(refused.filter((address) => endpointUrl(address, { toLoopback: false }))).toEqual([]);
  expect(endpointUrl('HTTPS://Example.com:8443/hook?to=me', { toLoopback: false })?.href).toBe(
    'https://example.com:8443/hook?to=me',
  );
  const own = ['http://127.0.0.1:8080/', 'http://localhost:8080/'];
  expect(refused.filter((address) => endpointUrl(address, { toLoopback: true }))).toEqual(own);
});
