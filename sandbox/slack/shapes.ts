/** Slack's own JSON, as far as the stand-in reads it. Everything else is passed through unchanged. */

export interface SlackUser {
  id: string;
  name: string;
  realName: string;
  email: string;
  avatarUrl: string;
  /** A guest: of several channels, or of a single one. */
  guest?: 'restricted' | 'ultra_restricted';
}

export interface TextObject {
  type: 'plain_text' | 'mrkdwn';
  text: string;
  emoji?: boolean;
}

export interface OptionObject {
  text: TextObject;
  value?: string;
  description?: TextObject;
}

/** A block or an element: `type` determines its other fields. */
export interface SlackBlock {
  type: string;
  block_id?: string;
  [field: string]: unknown;
}

export interface SlackMessage {
  type: 'message';
  subtype?: string;
  ts: string;
  channel: string;
  team: string;
  user: string;
  text: string;
  thread_ts?: string;
  reply_count?: number;
  reply_users_count?: number;
  latest_reply?: string;
  bot_id?: string;
  app_id?: string;
  bot_profile?: { id: string; app_id: string; name: string; icons: Record<string, string>; team_id: string };
  blocks?: SlackBlock[];
  attachments?: unknown[];
  files?: FileObject[];
  upload?: boolean;
  /** In channels shared with other companies: the author's workspace. */
  user_team?: string;
  source_team?: string;
  metadata?: { event_type: string; event_payload: Record<string, unknown> };
  edited?: { user: string; ts: string };
  client_msg_id?: string;
}

export interface FileShare {
  ts: string;
  thread_ts?: string;
  channel_name: string;
  team_id: string;
  share_user_id: string;
}

export interface FileObject {
  id: string;
  created: number;
  timestamp: number;
  name: string;
  title: string;
  /** Empty until Slack has processed the file. */
  mimetype: string;
  filetype: string;
  pretty_type: string;
  user: string;
  user_team: string;
  mode: string;
  size: number;
  is_public: boolean;
  public_url_shared: boolean;
  url_private: string;
  url_private_download: string;
  permalink: string;
  channels: string[];
  groups: string[];
  ims: string[];
  shares: { public?: Record<string, FileShare[]>; private?: Record<string, FileShare[]> };
  original_w?: number;
  original_h?: number;
  thumb_360?: string;
  alt_txt?: string;
}

export interface OpenView {
  id: string;
  /** The workspace of the person who has it open. */
  team_id: string;
  /** The workspace whose app opened it: a different one in a channel shared by Slack Connect. */
  app_installed_team_id: string;
  app_id: string;
  bot_id: string;
  type: 'modal' | 'home';
  callback_id: string;
  external_id: string;
  private_metadata: string;
  title: TextObject | null;
  submit: TextObject | null;
  close: TextObject | null;
  blocks: SlackBlock[];
  clear_on_close: boolean;
  notify_on_close: boolean;
  submit_disabled: boolean;
  hash: string;
  root_view_id: string;
  previous_view_id: string | null;
  state: { values: Record<string, Record<string, ElementState>> };
}

/** One element's value in `view.state.values` or a message's `state.values`. */
export interface ElementState {
  type: string;
  [field: string]: unknown;
}
