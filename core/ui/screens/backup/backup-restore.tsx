import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { checkBackup } from '../../../app/scan.ts';
import type { BackupPreview } from '../../../app/types.ts';
import { useUi } from '../../context.ts';
import type { RestoreStep } from '../../route.ts';
import { Collect } from './collect.tsx';
import { firstPart } from './first-part.ts';
import { OpenSealed } from './open-sealed.tsx';
import { Preview, Restored } from './preview.tsx';
import { Source, type SourceTrouble } from './source.tsx';

/** A sealed backup in hand. `name`: of its file; `null` when it came from the old device's screen. */
export interface Sealed {
  name: string | null;
  bytes: Uint8Array<ArrayBuffer>;
}

/** What is wrong with a file before any passphrase is asked for. */
function faultOf(bytes: Uint8Array<ArrayBuffer>): SourceTrouble | null {
  try {
    checkBackup(bytes);
    return null;
  } catch (error) {
    const code = (error as { code?: string }).code?.replace(/^backup-/u, '');
    return code === 'too-large' || code === 'newer' || code === 'damaged' || code === 'cost'
      ? code
      : 'foreign';
  }
}

/**
 * Brings tokens back from a file, or from the old device's QR codes. Each step is an entry of the tab's history, so
 * that Back goes one step back; what the steps hold stays in memory. Nothing is written before the last press of
 * the preview.
 */
export function BackupRestore({ step }: { step: RestoreStep | undefined }) {
  const ui = useUi();
  const first = useRef(firstPart.peek());
  const trouble = useSignal<SourceTrouble | null>(null);
  const sealed = useSignal<Sealed | null>(null);
  const preview = useSignal<BackupPreview | null>(null);
  const restored = useSignal<{ added: number; already: number } | null>(null);
  useEffect(() => {
    firstPart.value = null;
  }, []);

  /** Whether the person is still where something was begun: an answer that comes late leads nowhere. */
  const isAt = (wanted: RestoreStep | undefined) => {
    const now = ui.router.route.peek();
    return now.at === 'backup-restore' && now.step === wanted;
  };
  const go = (next: RestoreStep) => ui.router.go({ at: 'backup-restore', step: next });
  /** Another has to be chosen. A file was chosen one step back; QR codes may have been scanned without that step. */
  const chooseAnew = (reason: SourceTrouble | null) => {
    if (!isAt('open')) return;
    trouble.value = reason;
    if (sealed.value?.name != null) ui.router.back();
    else ui.router.replace({ at: 'backup-restore' });
  };
  const choose = (chosen: Sealed) => {
    trouble.value = faultOf(chosen.bytes);
    if (trouble.value) return;
    sealed.value = chosen;
    go('open');
  };

  // What is done is done: Back does not lead into it again. And where Forward leads there may be nothing any more.
  const isOver = restored.value !== null && step !== 'restored';
  const isLost =
    (step === 'open' && !sealed.value) ||
    (step === 'preview' && !preview.value) ||
    (step === 'restored' && !restored.value);
  useEffect(() => {
    if (isOver) ui.router.home();
    else if (isLost) ui.router.replace({ at: 'backup-restore' });
  }, [isOver, isLost]);
  if (isOver) return null;

  if (step === 'collect')
    return (
      <Collect
        key="collect"
        first={first.current}
        onBytes={(bytes) => {
          // Where it was all there was, Back would come here and at once go on again.
          first.current = null;
          sealed.value = { name: null, bytes };
          go('open');
        }}
      />
    );
  if (step === 'open' && sealed.value)
    return (
      <OpenSealed
        key="open"
        sealed={sealed.value}
        onOther={(reason) => chooseAnew(reason ?? null)}
        onPreview={(read) => {
          if (!isAt('open')) return;
          preview.value = read;
          go('preview');
        }}
      />
    );
  if (step === 'preview' && preview.value)
    return (
      <Preview
        key="preview"
        preview={preview.value}
        onRestored={(added, already) => {
          restored.value = { added, already };
          if (isAt('preview')) ui.router.replace({ at: 'backup-restore', step: 'restored' });
        }}
      />
    );
  if (step === 'restored' && restored.value)
    return <Restored key="restored" {...restored.value} onDone={() => ui.router.home()} />;
  return (
    <Source
      key="source"
      trouble={trouble.value}
      onSealed={(chosen) => {
        if (isAt(undefined)) choose(chosen);
      }}
      onTrouble={(reason) => {
        trouble.value = reason;
      }}
      onCamera={() => go('collect')}
    />
  );
}
