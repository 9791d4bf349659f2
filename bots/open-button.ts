import { type Button, button } from '#core/chat/card/controls.ts';
import type { OpenableCommand } from '#core/chat/intent.ts';

/** A button that stands for a command without options. */
export const openButton = (label: string, command: OpenableCommand): Button =>
  button(label, { name: 'open-command', args: { command } });
