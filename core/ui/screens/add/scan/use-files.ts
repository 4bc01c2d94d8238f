import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';

/**
 * Files that are dropped on the screen, or pasted into it, wherever on it that happens; gives whether one hangs over
 * it. The first of several counts.
 */
export function useFiles(onFile: (file: File) => void) {
  const over = useSignal(false);
  const told = useRef(onFile);
  told.current = onFile;
  useEffect(() => {
    const hold = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      over.value = true;
    };
    const leave = (event: DragEvent) => {
      // Moving from one part of the page to another leaves one and enters the other.
      if (event.relatedTarget === null) over.value = false;
    };
    const take = (event: Event, files: FileList | undefined) => {
      over.value = false;
      const file = files?.[0];
      if (!file) return;
      event.preventDefault();
      told.current(file);
    };
    const drop = (event: DragEvent) => take(event, event.dataTransfer?.files);
    const paste = (event: ClipboardEvent) => take(event, event.clipboardData?.files);
    document.addEventListener('dragover', hold);
    document.addEventListener('dragleave', leave);
    document.addEventListener('drop', drop);
    document.addEventListener('paste', paste);
    return () => {
      document.removeEventListener('dragover', hold);
      document.removeEventListener('dragleave', leave);
      document.removeEventListener('drop', drop);
      document.removeEventListener('paste', paste);
    };
  }, []);
  return over;
}
