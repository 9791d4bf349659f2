import type { OptionObject, SlackBlock, TextObject } from '#sandbox/slack/shapes.ts';

/** The shown fields of blocks and elements; `type` determines which ones exist. */
export interface Element extends SlackBlock {
  text?: TextObject;
  title?: TextObject;
  label?: TextObject;
  hint?: TextObject;
  placeholder?: TextObject;
  description?: TextObject;
  fields?: TextObject[];
  accessory?: Element;
  element?: Element;
  elements?: Element[];
  action_id?: string;
  style?: string;
  url?: string;
  value?: string;
  optional?: boolean;
  dispatch_action?: boolean;
  multiline?: boolean;
  alt_text?: string;
  image_url?: string;
  image_width?: number;
  image_height?: number;
  slack_file?: { id?: string; url?: string };
  hero_image?: Element;
  icon?: Element;
  subtitle?: TextObject;
  body?: TextObject;
  actions?: Element[];
  child_blocks?: Element[];
  options?: OptionObject[];
  option_groups?: Array<{ label: TextObject; options: OptionObject[] }>;
  initial_value?: string;
  initial_option?: OptionObject;
  initial_options?: OptionObject[];
  initial_user?: string;
  initial_users?: string[];
  initial_date?: string;
  initial_time?: string;
  min_length?: number;
  max_length?: number;
  min_value?: string;
  max_value?: string;
  is_decimal_allowed?: boolean;
  min_query_length?: number;
  max_files?: number;
  filetypes?: string[];
  confirm?: { title: TextObject; text: TextObject; confirm: TextObject; deny: TextObject };
}

/** The stand-in has checked what the app sent. */
export const asElements = (blocks: readonly SlackBlock[]) => blocks as readonly Element[];

export const optionsOf = ({ options = [], option_groups = [] }: Element): OptionObject[] => [
  ...options,
  ...option_groups.flatMap((group) => group.options),
];

/** What a select has chosen when it comes: one of its options, or the id of a person. */
export const initialChoice = ({ initial_option, initial_user }: Element): string =>
  initial_option?.value ?? initial_user ?? '';

export const initialChoices = ({ initial_options = [], initial_users = [] }: Element): string[] => [
  ...initial_options.map(({ value = '' }) => value),
  ...initial_users,
];
