import { Button } from '@mantine/core';
import { CopyButton } from '../../shell/copy-button.tsx';
import { Ways } from '../../shell/ways.tsx';

/** About as many letters as fit in six lines beside the picture. */
const longPrompt = 230;

interface PromptToolsProps {
  prompt: string;
  isWhole: boolean;
  onWhole: (isWhole: boolean) => void;
}

/** Below the prompt, which is cut if it is long, until somebody expands it. */
export function PromptTools({ prompt, isWhole, onWhole }: PromptToolsProps) {
  return (
    <Ways>
      <CopyButton text={prompt} label="Copy the prompt" />
      {prompt.length > longPrompt && (
        <Button size="xs" variant="subtle" aria-expanded={isWhole} onClick={() => onWhole(!isWhole)}>
          {isWhole ? 'Show less' : 'Show the whole prompt'}
        </Button>
      )}
    </Ways>
  );
}
