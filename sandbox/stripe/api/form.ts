/** A form field is text, a list, or more fields. */
export type FormValue = string | FormValue[] | { [key: string]: FormValue };
export type Form = { [key: string]: FormValue };

/** Stripe's form encoding: `a[b]=1`, `a[]=1`, `a[0][b]=1`. */
export function readForm(fields: Iterable<[string, string]>): Form {
  const root: Node = new Map();
  for (const [name, value] of fields) {
    const path = [...name.matchAll(/^[^[]+|\[([^\]]*)\]/g)].map((match) => match[1] ?? match[0]);
    put(root, path[0] === undefined ? [name] : path.map((key) => (key === '[]' ? '' : key)), value);
  }
  return plain(root);
}

type Node = Map<string, Node | string>;

function put(node: Node, [head = '', ...rest]: string[], value: string) {
  // `a[]` appends to a list.
  const key = head === '' ? String(node.size) : head;
  if (rest.length === 0) return void node.set(key, value);
  const next = node.get(key);
  const inner: Node = next instanceof Map ? next : new Map();
  node.set(key, inner);
  put(inner, rest, value);
}

function plain(node: Node): Form {
  return Object.fromEntries(
    [...node].map(([key, value]) => [key, typeof value === 'string' ? value : listOrFields(value)]),
  );
}

function listOrFields(node: Node): FormValue {
  const fields = plain(node);
  const keys = [...node.keys()];
  return keys.length > 0 && keys.every((key, index) => key === String(index)) ? Object.values(fields) : fields;
}
