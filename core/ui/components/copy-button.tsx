import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { announce, useUi, useWords } from '../context.ts';
import { Button, type ButtonProps } from './button.tsx';

const FEEDBACK_MS = 2500;

/** Copies the code of this moment and says whether that worked. */
export function CopyButton({
  code,
  look = 'main',
}: {
  code: () => string | null;
  look?: ButtonProps['look'];
}) {
  const ui = useUi();
  const words = useWords();
  const done = useSignal(false);
  useEffect(() => {
    if (!done.value) return;
    const timer = setTimeout(() => {
      done.value = false;
    }, FEEDBACK_MS);
    return () => clearTimeout(timer);
  }, [done.value]);
  const copy = async () => {
    const text = code();
    const copied = text !== null && (await ui.platform.copy(text));
    done.value = copied;
    announce(ui, copied ? words.copied : words.copyFailed, !copied);
  };
  return (
    <Button look={look ?? 'main'} icon={done.value ? 'check' : 'copy'} onPress={() => void copy()}>
      {done.value ? words.copied : words.copy}
    </Button>
  );
}
