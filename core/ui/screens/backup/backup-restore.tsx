import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { checkBackup } from '../../../app/scan.ts';
import type { BackupPreview } from '../../../app/types.ts';
import { useUi } from '../../context.ts';
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

/** Where a restore is; each is a screen. Nothing is written before the last press of `preview`. */
type Step =
  | { at: 'source'; trouble: SourceTrouble | null }
  | { at: 'collect' }
  | { at: 'open'; sealed: Sealed }
  | { at: 'preview'; preview: BackupPreview }
  | { at: 'restored'; added: number; already: number };

/** Brings tokens back from a file, or from the old device's QR codes. */
export function BackupRestore() {
  const ui = useUi();
  const first = firstPart.peek();
  const step = useSignal<Step>(first ? { at: 'collect' } : { at: 'source', trouble: null });
  useEffect(() => {
    firstPart.value = null;
  }, []);
  const now = step.value;
  const source = (trouble: SourceTrouble | null = null) => {
    step.value = { at: 'source', trouble };
  };
  switch (now.at) {
    case 'source':
      return (
        <Source
          key="source"
          trouble={now.trouble}
          onSealed={(sealed) => {
            const trouble = faultOf(sealed.bytes);
            step.value = trouble ? { at: 'source', trouble } : { at: 'open', sealed };
          }}
          onTrouble={source}
          onCamera={() => {
            step.value = { at: 'collect' };
          }}
        />
      );
    case 'collect':
      return (
        <Collect
          key="collect"
          first={first}
          onBytes={(bytes) => {
            step.value = { at: 'open', sealed: { name: null, bytes } };
          }}
        />
      );
    case 'open':
      return (
        <OpenSealed
          key="open"
          sealed={now.sealed}
          onOther={source}
          onPreview={(preview) => {
            step.value = { at: 'preview', preview };
          }}
        />
      );
    case 'preview':
      return (
        <Preview
          key="preview"
          preview={now.preview}
          onRestored={(added, already) => {
            step.value = { at: 'restored', added, already };
          }}
        />
      );
    case 'restored':
      return (
        <Restored key="restored" added={now.added} already={now.already} onDone={() => ui.router.home()} />
      );
  }
}
