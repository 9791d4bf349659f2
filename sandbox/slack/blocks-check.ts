import { LIMITS } from './limits.ts';
import type { SlackBlock } from './shapes.ts';

/** Collects errors, in Slack's words and with its JSON pointers. */
export interface Check {
  surface: 'message' | 'modal' | 'home';
  problems: string[];
  blockIds: Set<string>;
  actionIds: Set<string>;
  /** Characters in the cells of the data tables so far. */
  cellChars: number;
  /** Whether a slack_file reference may be shown now. */
  fileIsUsable(reference: Record<string, unknown>): boolean;
}

export type Fields = Record<string, unknown>;

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export function complain(check: Check, at: string, what: string) {
  check.problems.push(`${what} [json-pointer:${at}]`);
}

export function requireString(check: Check, at: string, from: Fields, field: string, max: number, min = 1): boolean {
  const value = from[field];
  if (value === undefined || value === null) {
    complain(check, at, `missing required field: ${field}`);
    return false;
  }
  return limitString(check, `${at}/${field}`, value, max, min);
}

export function optionalString(check: Check, at: string, from: Fields, field: string, max: number) {
  if (from[field] !== undefined && from[field] !== null) limitString(check, `${at}/${field}`, from[field], max, 0);
}

function limitString(check: Check, at: string, value: unknown, max: number, min: number): boolean {
  if (typeof value !== 'string') complain(check, at, 'must provide a string');
  else if (value.length < min) complain(check, at, `must be more than ${min - 1} characters`);
  else if (value.length > max) complain(check, at, `must be less than ${max + 1} characters`);
  else return true;
  return false;
}

/** Checks a text object; `plainOnly` if mrkdwn is not allowed. */
export function textObject(check: Check, at: string, value: unknown, max: number, plainOnly: boolean) {
  if (!isFields(value)) return complain(check, at, 'must provide an object');
  if (value.type !== 'plain_text' && (plainOnly || value.type !== 'mrkdwn')) {
    return complain(check, `${at}/type`, `must be a valid enum value`);
  }
  requireString(check, at, value, 'text', max);
  if (value.type === 'mrkdwn' && value.emoji !== undefined)
    complain(check, `${at}/emoji`, 'invalid additional property: emoji');
}

export function requireText(check: Check, at: string, from: Fields, field: string, max: number, plainOnly = true) {
  if (from[field] === undefined || from[field] === null) return complain(check, at, `missing required field: ${field}`);
  textObject(check, `${at}/${field}`, from[field], max, plainOnly);
}

export function optionalText(check: Check, at: string, from: Fields, field: string, max: number, plainOnly = true) {
  if (from[field] !== undefined && from[field] !== null)
    textObject(check, `${at}/${field}`, from[field], max, plainOnly);
}

export function list(check: Check, at: string, value: unknown, max: number, min = 1): Fields[] {
  if (!Array.isArray(value)) {
    complain(check, at, 'must provide an array');
    return [];
  }
  if (value.length < min) complain(check, at, `no less than ${min} items allowed`);
  if (value.length > max) complain(check, at, `no more than ${max} items allowed`);
  return value.filter((item, index) => {
    if (isFields(item)) return true;
    complain(check, `${at}/${index}`, 'must provide an object');
    return false;
  });
}

/** Checks an image, a block or an element: alt text, and either an address or a file that Slack has processed. */
export function image(check: Check, at: string, value: Fields) {
  requireString(check, at, value, 'alt_text', LIMITS.altTextChars);
  optionalText(check, at, value, 'title', LIMITS.imageTitleChars);
  if (value.slack_file !== undefined) {
    const usable = isFields(value.slack_file) && check.fileIsUsable(value.slack_file);
    if (!usable) complain(check, `${at}/slack_file`, 'invalid slack file');
  } else if (value.image_url !== undefined) {
    if (requireString(check, at, value, 'image_url', LIMITS.urlChars) && !URL.canParse(String(value.image_url))) {
      complain(check, `${at}/image_url`, 'must be a valid URL');
    }
  } else complain(check, at, 'missing required field: image_url or slack_file');
}

export const blocksIn = (value: unknown): SlackBlock[] => (Array.isArray(value) ? (value as SlackBlock[]) : []);
