import { type PolicyName, policyVersions } from '#core/contract/policies.ts';

/** Each text is a script of its own, loaded when somebody reads it. */
const texts = import.meta.glob<string>('../../../policies/*/*.md', { query: '?raw', import: 'default' });

export async function readPolicy(name: PolicyName, version: string): Promise<string> {
  const load = texts[`../../../policies/${name}/${version}.md`];
  if (!load) throw new Error('This version is not among the files.');
  return load();
}

export const isVersion = (name: PolicyName, version: string | undefined): version is string =>
  version !== undefined && policyVersions[name].includes(version);

/** The version before, if there is one. */
export const versionBefore = (name: PolicyName, version: string): string | undefined =>
  policyVersions[name][policyVersions[name].indexOf(version) + 1];
