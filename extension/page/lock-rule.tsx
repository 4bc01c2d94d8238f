import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { Choice } from '../../core/ui/components/choice.tsx';
import { Notice } from '../../core/ui/components/notice.tsx';
import { IDLE_CHOICES_MS, type IdleLock } from '../platform/idle-lock.ts';
import { usePageWords } from './words.ts';

const minutesOf = (ms: number): number => Math.round(ms / 60_000);

/** When the extension locks by itself, all of it, and the one part a person may choose. */
export function LockRule({ idle }: { idle: IdleLock }) {
  const words = usePageWords();
  const chosen = useSignal<number | null>(null);
  const failed = useSignal(false);
  const read = async () => {
    chosen.value = await idle.read();
  };
  useEffect(() => void read().catch(() => undefined), []);
  const choose = async (ms: number) => {
    failed.value = false;
    try {
      await idle.write(ms);
    } catch {
      failed.value = true;
    }
    // Asked, not assumed: what is shown is what holds.
    await read().catch(() => undefined);
  };
  const now = chosen.value;
  if (now === null) return null;
  return (
    <>
      <Choice
        legend={words.idle}
        value={String(now)}
        options={IDLE_CHOICES_MS.map((ms) => ({
          value: String(ms),
          label: words.idleMinutes(minutesOf(ms)),
        }))}
        onChange={(value) => void choose(Number(value))}
      />
      {failed.value && (
        <Notice tone="danger" alert>
          <p>{words.idleFailed}</p>
        </Notice>
      )}
      <section class="group">
        <h2>{words.lockWhen}</h2>
        <ul class="bullets">
          {[words.lockIdle(minutesOf(now)), words.lockScreen, words.lockClose].map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
        <p class="hint">{words.lockMeans}</p>
      </section>
    </>
  );
}
