/** How long a saved file's address stays good, ms: browsers read from it after the press has returned. */
const KEPT_MS = 60_000;

/** What of the browser this needs; a test hands in less. */
export interface FilePlaces {
  document: Document;
  navigator: Pick<Navigator, 'canShare' | 'share'> & { standalone?: boolean };
}

/**
 * Gives the person a file to keep: into the browser's downloads, or through the share sheet where an app on the
 * home screen of iOS has no downloads. `false` where the person put the sheet away or the browser would not.
 */
export async function saveFile(
  name: string,
  bytes: Uint8Array<ArrayBuffer>,
  type: string,
  { document, navigator }: FilePlaces = globalThis as unknown as FilePlaces,
): Promise<boolean> {
  const file = new File([bytes], name, { type });
  if (navigator.standalone === true && navigator.canShare?.({ files: [file] })) {
    return navigator.share({ files: [file] }).then(
      () => true,
      () => false,
    );
  }
  const address = URL.createObjectURL(file);
  try {
    const link = document.createElement('a');
    link.href = address;
    link.download = name;
    link.rel = 'noopener';
    link.click();
    return true;
  } catch {
    return false;
  } finally {
    setTimeout(() => URL.revokeObjectURL(address), KEPT_MS);
  }
}
