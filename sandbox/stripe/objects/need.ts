import { missing } from '../api/errors.ts';

/** The object with this id; `param` if the id came in a parameter and not in the path. */
export function need<T>(objects: Map<string, T>, noun: string, id: string | undefined, param?: string): T {
  const object = objects.get(id ?? '');
  if (!object) throw missing(noun, id ?? '', param);
  return object;
}

/** Changes an object in place. Returns the old values of the changed fields, as in `previous_attributes`. */
export function change<T extends object>(object: T, values: Partial<T>): Record<string, unknown> {
  const before: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(values)) {
    const old: unknown = Reflect.get(object, key);
    if (value === undefined || JSON.stringify(old) === JSON.stringify(value)) continue;
    before[key] = JSON.parse(JSON.stringify(old ?? null));
    Reflect.set(object, key, value);
  }
  return before;
}
