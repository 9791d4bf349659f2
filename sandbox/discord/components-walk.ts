import type { Form } from './errors.ts';

/** What is known about the whole message while its components are walked. */
export interface Walk {
  form: Form;
  /** Whether the message has the flag IS_COMPONENTS_V2. */
  v2: boolean;
  count: number;
  textLength: number;
  customIds: Set<string>;
  nextId: number;
  ids: Set<number>;
  /** Names that `attachment://` may refer to. */
  filenames: ReadonlySet<string>;
}
