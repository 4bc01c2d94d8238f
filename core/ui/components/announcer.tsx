import { useEffect } from 'preact/hooks';
import { useUi } from '../context.ts';

const SHOWN_MS = 4000;

/** The one live region: speaks politely, and shows for a moment what is worth showing. */
export function Announcer() {
  const ui = useUi();
  const said = ui.announcement.value;
  useEffect(() => {
    if (!said) return;
    const timer = setTimeout(() => {
      ui.announcement.value = null;
    }, SHOWN_MS);
    return () => clearTimeout(timer);
  }, [said?.id]);
  return (
    <div class={said?.seen ? 'toast toast-seen' : 'toast'} role="status" aria-live="polite">
      {said && <span key={said.id}>{said.text}</span>}
    </div>
  );
}
