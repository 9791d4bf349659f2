import { Button } from '@mantine/core';
import { CopyButton } from '../../shell/copy-button.tsx';

/** About as many letters as six lines beside the picture have. */
const longPrompt = 230;

interface PromptToolsProps {
  prompt: string;
  isWhole: boolean;
  onWhole: (isWhole: boolean) => void;
}

/** Below the prompt, of which a long one is cut until somebody wants to read it. */
export function PromptTools({ prompt, isWhole, onWhole }: PromptToolsProps) {
  return (
    <div className="ways">
      <CopyButton text={prompt} label="Copy the prompt" />
      {prompt.length > longPrompt && (
        <Button size="xs" variant="subtle" aria-expanded={isWhole} onClick={() => onWhole(!isWhole)}>
          {isWhole ? 'Show less' : 'Show the whole prompt'}
        </Button>
      )}
    </div>
  );
}
