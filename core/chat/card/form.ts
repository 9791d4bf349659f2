/** An input, as an option of a command and as a field of a form. */
interface Asked {
  /** Its name in a typed command, and the key of its value. */
  name: string;
  /** Its label in a form. */
  label: string;
  description: string;
  required: boolean;
  /** In Slack's commands, the words that belong to no flag are its value. */
  isMain: boolean;
  /** It is about age-restricted channels: where a chat has none, nobody is told of it. */
  isOfAdultChannels?: true;
}

export type TextField = Asked & {
  type: 'text';
  min?: number;
  max?: number;
  default?: string;
  /** Suggestions appear while typing, if the chat supports that; other values may be typed, too. */
  suggests: boolean;
  /** In a typed command, its flag takes all words up to the next flag. */
  isOpen?: boolean;
  /** In a typed command, its flag takes names with commas between them. */
  isList?: boolean;
  /** What such a name looks like, as a pattern: `last, a fox` names one, and begins a prompt. */
  entry?: string;
  /** In a typed command, it names a project of theirs: its flag takes the longest name that there is. */
  isOwnProject?: boolean;
  /** What a usage line shows in place of its value. */
  hint?: string;
};
/** A whole number. */
export type NumberField = Asked & { type: 'number'; min?: number; max?: number; default?: number };
interface Shown {
  /** A form shows all choices at once, as long as the chat has something for that with so many; else they are in a list to open. */
  allVisible?: boolean;
}

/** One of a few words. */
export type ChoiceField = Asked & {
  type: 'choice';
  choices: string[];
  default?: string;
  /** How a form shows them, if not as they are. */
  labels?: Readonly<Record<string, string>>;
  /** Of `yes` and `no`: in a command whose flags are typed, the flag alone means yes. */
  isSwitch?: true;
} & Shown;
/** Any of a few words; separated by commas in a command. */
export type FlagsField = Asked & {
  type: 'flags';
  choices: string[];
  default?: string[];
  labels?: Readonly<Record<string, string>>;
} & Shown;
export type PersonField = Asked & { type: 'person' };
export type ImageField = Asked & {
  type: 'image';
  /** Files that a form takes for it at once; those after the first are the values of `<name>2` and so on. */
  mostFiles?: number;
  /** One of those: a form does not ask for it by itself. */
  isFurther?: true;
};

export type Field = TextField | NumberField | ChoiceField | FlagsField | PersonField | ImageField;

/** A form as plain data. Its looks are up to the renderers, as with a card. */
export interface Form {
  title: string;
  /** The label of the button that sends it. */
  submit: string;
  fields: Field[];
  /** What sending it costs. */
  price?: FormPrice | undefined;
}

/** What a form costs as it is filled in, for the person who has it open. */
export interface FormPrice {
  /** The fields that decide it; none: it is the same whatever is filled in. A chat that can tells it anew when one of them changes. */
  decidedBy: readonly string[];
  /** Credits for each image, and how many images. */
  each: number;
  count: number;
  /** Credits that each picture to start from adds to each image, beyond the first. */
  further?: number | undefined;
  /** What is filled in cannot be made, and so has no price: what it may be, as a sentence. */
  fault?: string | undefined;
  /** The person's own credits; undefined for somebody who has never asked for anything. */
  balance: number | undefined;
  /** There is a team’s wallet that may pay in place of the person. */
  teamMayPay: boolean;
}

/** Values already in the fields, by name; a person is given by their id. */
export type Filled = Readonly<Record<string, string | number | string[] | undefined>>;

/** What a field says of itself in place of its description, by its name. */
export type Hints = Readonly<Record<string, string>>;

export interface Suggestion {
  label: string;
  value: string;
}
