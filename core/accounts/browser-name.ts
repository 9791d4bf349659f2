const browsers: Array<[RegExp, string]> = [
  [/\bEdg[Ae]?\b/, 'Edge'],
  [/\bOPR\b|\bOpera\b/, 'Opera'],
  [/\bFirefox\b|\bFxiOS\b/, 'Firefox'],
  [/\b(?:Headless)?Chrome\b|\bCriOS\b/, 'Chrome'],
  [/\bSafari\b/, 'Safari'],
];
const systems: Array<[RegExp, string]> = [
  [/\biPhone\b|\biPad\b|\biOS\b/, 'iOS'],
  [/\bAndroid\b/, 'Android'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b|\bmacOS\b/, 'macOS'],
  [/\bCrOS\b|\bChromeOS\b/, 'ChromeOS'],
  [/\bLinux\b/, 'Linux'],
];

/** "Firefox on Linux": enough to recognise one's own browser, and all that is kept and shown. Of its own result it is the same again. */
export function browserName(userAgent: string | null | undefined): string {
  const find = (list: Array<[RegExp, string]>) => list.find(([pattern]) => pattern.test(userAgent ?? ''))?.[1];
  const [browser, system] = [find(browsers), find(systems)];
  if (browser && system) return `${browser} on ${system}`;
  return browser ?? system ?? 'An unknown browser';
}
