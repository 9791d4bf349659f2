import { type FormEvent, useMemo, useState } from 'react';
import type { OpenView } from '#sandbox/slack/shapes.ts';
import { act } from '../api.ts';
import { sentenceOf } from '../live.ts';
import { Dialog } from '../shared/dialog.tsx';
import { Blocks } from './blocks.tsx';
import { useSlack } from './context.ts';
import { type FieldValue, type Surface, SurfaceProvider } from './surface.ts';

/** The view on top of the stack. Input stays while the app changes the view below it. */
export function Modal({ view }: { view: OpenView }) {
  const { snapshot, attempt } = useSlack();
  const { me } = snapshot;
  const [values, setValues] = useState<Record<string, FieldValue>>({});
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [problem, setProblem] = useState('');
  const [isSending, setSending] = useState(false);
  const { id: viewId, title, submit, close } = view;

  const surface = useMemo<Surface>(
    () => ({
      place: { viewId },
      act: (actionId, what) => attempt(act.slack('click', { userId: me.id, viewId, actionId, ...what })),
      form: { values, errors, change: (actionId, value) => setValues((before) => ({ ...before, [actionId]: value })) },
    }),
    [viewId, me.id, attempt, values, errors],
  );
  const leave = () => attempt(act.slack('close-view', { userId: me.id, viewId }));
  const send = async (event: FormEvent) => {
    event.preventDefault();
    setSending(true);
    setProblem('');
    try {
      const answer = await act.slack('submit-view', { userId: me.id, viewId, values });
      setErrors(answer.errors);
    } catch (cause) {
      setProblem(sentenceOf(cause));
    }
    setSending(false);
  };
  return (
    <Dialog label={title?.text ?? 'Form'} className="s-modal" onClose={leave}>
      <form noValidate onSubmit={(event) => void send(event)}>
        <header>
          <h3>{title?.text}</h3>
          <button type="button" aria-label="Close" onClick={leave}>
            ×
          </button>
        </header>
        <div className="s-modal-body">
          <SurfaceProvider value={surface}>
            <Blocks blocks={view.blocks} />
          </SurfaceProvider>
          {problem && (
            <p className="s-problem" role="alert">
              {problem}
            </p>
          )}
        </div>
        <div className="s-modal-buttons">
          <button type="button" className="s-button" onClick={leave}>
            {close?.text ?? 'Cancel'}
          </button>
          {submit && (
            <button type="submit" className="s-button primary" disabled={isSending || view.submit_disabled}>
              {submit.text}
            </button>
          )}
        </div>
      </form>
    </Dialog>
  );
}
