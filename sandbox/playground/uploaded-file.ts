import type { FieldValues, SentFile } from './requests.ts';

export function uploadedFile({ filename, contentType, base64 }: SentFile) {
  return { filename, contentType: contentType || 'application/octet-stream', bytes: Buffer.from(base64, 'base64') };
}

type Uploaded = ReturnType<typeof uploadedFile>;

/** A form's values, with files as a person picks them. */
export const withUploads = (values: FieldValues): Record<string, string | string[] | Uploaded[]> =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, isFiles(value) ? value.map(uploadedFile) : value]),
  );

const isFiles = (value: FieldValues[string]): value is SentFile[] =>
  Array.isArray(value) && typeof value[0] === 'object';
