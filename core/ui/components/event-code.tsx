import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { EventCodeResult, TokenView } from '../../app/types.ts';
import { announce, useUi, useWords } from '../context.ts';
import { spellDigits } from '../digits.ts';
import { Button } from './button.tsx';
import { CodeDigits } from './code-digits.tsx';
import { Notice } from './notice.tsx';

/**
 * The code of an event-based token. None is made before the press, because each one made is one spent; the one
 * that was asked for stays in `ui.asked` until the person leaves, presses again, or the app locks.
 */
export function EventCode({ token, look }: { token: TokenView; look: 'main' | 'quiet' }) {
  const ui = useUi();
  const words = useWords();
  const busy = useSignal(false);
  const failure = useSignal<Extract<EventCodeResult, { ok: false }>['reason'] | null>(null);
  useEffect(
    () => () => {
      ui.asked.value = null;
    },
    [token.id],
  );
  const asked = ui.asked.value?.id === token.id ? ui.asked.value : null;
  const ask = async () => {
    busy.value = true;
    failure.value = null;
    try {
      const result = await ui.app.nextEventCode(token.id);
      if (result.ok) {
        ui.asked.value = { id: token.id, code: result.code };
        announce(ui, `${words.password} ${spellDigits(result.code)}`, false);
      } else if (result.reason === 'covered')
        ui.asked.value = null; // The cover takes this place and asks for the lock code.
      else failure.value = result.reason;
    } catch {
      failure.value = 'storage';
    } finally {
      busy.value = false;
    }
  };
  return (
    <div class="event-code">
      {asked && (
        <>
          <p class="hidden">{words.password}</p>
          <CodeDigits code={asked.code} late={false} />
        </>
      )}
      <Button look={asked ? 'quiet' : look} icon="again" busy={busy.value} onPress={() => void ask()}>
        {asked ? words.eventAgain : words.eventShow}
      </Button>
      <p class="tag-next">{asked ? words.eventAfter : words.eventBefore}</p>
      {failure.value && (
        <Notice tone="danger" alert>
          <p>
            {failure.value === 'storage-full'
              ? words.failStorageFull
              : failure.value === 'storage'
                ? words.eventFailStorage
                : words.standingNoCodeBody}
          </p>
        </Notice>
      )}
    </div>
  );
}
