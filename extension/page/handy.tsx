import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { CopyButton } from '../../core/ui/components/copy-button.tsx';
import { Screen } from '../../core/ui/components/screen.tsx';
import { usePageWords } from './words.ts';

/** Where a browser keeps the keys of its extensions; no page may open such an address. */
function shortcutAddress(agent: string): string {
  if (agent.includes('Firefox/')) return 'about:addons';
  return agent.includes('Edg/') ? 'edge://extensions/shortcuts' : 'chrome://extensions/shortcuts';
}
const isFirefox = (): boolean => navigator.userAgent.includes('Firefox/');

/** How the button is kept in sight, step by step. */
export function PinSteps() {
  const words = usePageWords();
  return (
    <ol class="numbered">
      {(isFirefox() ? words.pinStepsFirefox : words.pinSteps).split('\n').map((step) => (
        <li key={step}>{step}</li>
      ))}
    </ol>
  );
}

/** The keys as they are now, and where they are changed. */
export function Keys() {
  const words = usePageWords();
  const keys = useSignal<ReadonlyMap<string, string> | null>(null);
  useEffect(() => {
    const read = async () => {
      const commands = await chrome.commands.getAll();
      keys.value = new Map(commands.map(({ name = '', shortcut = '' }) => [name, shortcut]));
    };
    void read().catch(() => undefined);
  }, []);
  const address = shortcutAddress(navigator.userAgent);
  return (
    <>
      <dl class="facts">
        {(
          [
            [words.keyFill, 'fill-here'],
            [words.keyOpen, '_execute_action'],
          ] as const
        ).map(([label, name]) => (
          <div key={name}>
            <dt>{label}</dt>
            <dd>{keys.value?.get(name) || words.keyNone}</dd>
          </div>
        ))}
      </dl>
      <p class="hint">{isFirefox() ? words.keysChangeFirefox : words.keysChange}</p>
      <p class="browser-address" lang="en">
        {address}
      </p>
      <CopyButton code={() => address} look="quiet" />
    </>
  );
}

/** Having it at hand: the button in sight, and the keys. */
export function Handy() {
  const words = usePageWords();
  return (
    <Screen title={words.handy} lead={words.handyLead} back>
      <section class="group">
        <h2>{words.pin}</h2>
        <PinSteps />
      </section>
      <section class="group">
        <h2>{words.keys}</h2>
        <Keys />
      </section>
    </Screen>
  );
}
