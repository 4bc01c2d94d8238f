import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { type Collector, createCollector, readScanned, type TransferPart } from '../../../app/scan.ts';
import { Button } from '../../components/button.tsx';
import { Notice } from '../../components/notice.tsx';
import { Screen } from '../../components/screen.tsx';
import { announce, useUi } from '../../context.ts';
import { CameraReader } from '../add/scan/camera-reader.tsx';
import { backupMessages } from './backup-messages.ts';

/** Missing numbers that are named; more are not read by anyone. */
const NAMED = 8;

type Trouble = 'collectOther' | 'collectNotPart' | 'collectDamaged';

/** On the new device: gathers the old one's QR codes by camera, in any order, until all are there. */
export function Collect(props: {
  first: TransferPart | null;
  onBytes: (bytes: Uint8Array<ArrayBuffer>) => void;
}) {
  const ui = useUi();
  const words = backupMessages[ui.language.value];
  const collector = useRef<Collector | null>(null);
  const here = useSignal({ have: 0, total: 0 });
  const missing = useSignal<readonly number[]>([]);
  const trouble = useSignal<Trouble | null>(null);

  const anew = () => {
    collector.current = createCollector();
    here.value = { have: 0, total: 0 };
    missing.value = [];
    trouble.value = null;
  };
  if (!collector.current) collector.current = createCollector();

  const take = (part: TransferPart) => {
    const all = collector.current;
    if (!all) return;
    const taken = all.add(part);
    trouble.value = taken.ok ? null : 'collectOther';
    if (!taken.ok || !taken.news) return;
    here.value = { have: taken.have, total: taken.total };
    missing.value = all.missing();
    navigator.vibrate?.(20);
    try {
      const bytes = all.bytes();
      if (!bytes) return;
      announce(ui, words.collectDone, false);
      props.onBytes(bytes);
    } catch {
      anew();
      trouble.value = 'collectDamaged';
    }
  };
  useEffect(() => {
    if (props.first) take(props.first);
  }, []);

  const { have, total } = here.value;
  const named = missing.value.slice(0, NAMED).join(ui.language.value === 'ja' ? '、' : ', ');
  return (
    <Screen title={words.collectTitle} lead={words.collectLead} back>
      <CameraReader
        guide={words.collectGuide}
        onText={(text) => {
          const scanned = readScanned(text);
          if (scanned.kind === 'part') take(scanned.part);
          else trouble.value = 'collectNotPart';
        }}
      />
      {total > 0 && (
        <div class="collect" data-part="collected">
          <progress
            class="move-progress"
            max={total}
            value={have}
            aria-label={words.collectHave(have, total)}
          />
          <p class="collect-count" role="status">
            {words.collectHave(have, total)}
          </p>
          {missing.value.length > 0 && have > 0 && (
            <p class="hint">{words.collectMissing(missing.value.length > NAMED ? `${named}…` : named)}</p>
          )}
        </div>
      )}
      {trouble.value && (
        <Notice key={trouble.value} tone="danger" alert>
          <p>{words[trouble.value]}</p>
          {trouble.value === 'collectOther' && (
            <Button look="line" onPress={anew}>
              {words.collectAnew}
            </Button>
          )}
        </Notice>
      )}
    </Screen>
  );
}
