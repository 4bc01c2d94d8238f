import { useSignal } from '@preact/signals';
import type { ComponentType } from 'preact';
import { useEffect } from 'preact/hooks';
import type { TokenView } from '../../app/types.ts';
import { announce, useUi, useWords } from '../context.ts';
import { Starting } from './starting.tsx';

/**
 * The renewal's screen, loaded when it is opened: once in two years. It needs a network anyway, so where it
 * cannot be had the person is told just that and stays with the token.
 */
export function RenewLater({ token }: { token: TokenView }) {
  const ui = useUi();
  const words = useWords();
  const loaded = useSignal<{ Renew: ComponentType<{ token: TokenView }> } | null>(null);
  useEffect(() => {
    import('./renew.tsx').then(
      (screen) => {
        loaded.value = screen;
      },
      () => {
        announce(ui, words.askedStateFailed);
        ui.router.back();
      },
    );
  }, []);
  const screen = loaded.value;
  return screen ? <screen.Renew token={token} /> : <Starting />;
}
