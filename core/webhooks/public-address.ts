import { BlockList, isIP } from 'node:net';

/**
 * What nobody on the internet has: our own networks, this machine, a cloud's metadata, other companies' inner networks, several receivers at once.
 * https://www.iana.org/assignments/iana-ipv4-special-registry
 */
const special = new BlockList();
for (const [network, bits] of [
  ['0.0.0.0', 8], // this network
  ['10.0.0.0', 8], // private
  ['100.64.0.0', 10], // shared by a provider's customers (CGNAT)
  ['127.0.0.0', 8], // loopback
  ['169.254.0.0', 16], // link-local, with the metadata of clouds
  ['172.16.0.0', 12], // private
  ['192.0.0.0', 24], // protocols
  ['192.0.2.0', 24], // documentation
  ['192.88.99.0', 24], // was 6to4
  ['192.168.0.0', 16], // private
  ['198.18.0.0', 15], // benchmarks
  ['198.51.100.0', 24], // documentation
  ['203.0.113.0', 24], // documentation
  ['224.0.0.0', 4], // multicast
  ['240.0.0.0', 4], // reserved, and broadcast
] as const)
  special.addSubnet(network, bits, 'ipv4');

/**
 * Of IPv6 only what is given out as global unicast. So a mapped or translated IPv4 address (::ffff:…, 64:ff9b:…), loopback, link-local, unique local and
 * multicast are not. https://www.iana.org/assignments/iana-ipv6-special-registry
 */
const global = new BlockList();
global.addSubnet('2000::', 3, 'ipv6');
for (const [network, bits] of [
  ['2001::', 23], // protocols, with Teredo, in which an IPv4 address hides
  ['2001:db8::', 32], // documentation
  ['2002::', 16], // 6to4, in which an IPv4 address hides
  ['3fff::', 20], // documentation
] as const)
  special.addSubnet(network, bits, 'ipv6');

/** Whether it is an address that anybody on the internet may have, as DNS answered it. */
export function isPublicAddress(address: string): boolean {
  switch (isIP(address)) {
    case 4:
      return !special.check(address, 'ipv4');
    case 6:
      // One with a zone (fe80::1%eth0) is of a link.
      return !address.includes('%') && global.check(address, 'ipv6') && !special.check(address, 'ipv6');
    default:
      return false;
  }
}
