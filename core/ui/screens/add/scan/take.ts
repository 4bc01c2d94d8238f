import { readScanned, type ScanRefusal } from '../../../../app/scan.ts';
import { EMPTY_DRAFT, type Ui } from '../../../context.ts';
import { firstPart } from '../../backup/first-part.ts';

/**
 * Goes on with what was read from a QR code, a picture or a pasted text: to set-up with its numbers in place, to the
 * confirmation of a token of one's own, or to a restore that gathers a move's QR codes. Gives why it is of no use here
 * where it is; nothing has changed then.
 */
export function take(ui: Ui, text: string): ScanRefusal | null {
  const scanned = readScanned(text);
  switch (scanned.kind) {
    case 'refused':
      return scanned.reason;
    case 'set-up':
      ui.draft.value = {
        ...EMPTY_DRAFT,
        serviceId: scanned.serviceId,
        userId: scanned.userId,
        fromLink: true,
      };
      // In the place of the scan: Back does not return to a camera that reads the same code again.
      ui.router.replace({ at: 'set-up', step: 'clock' });
      return null;
    case 'own':
      ui.found.value = scanned.token;
      ui.router.replace({ at: 'add-own' });
      return null;
    case 'part':
      firstPart.value = scanned.part;
      ui.router.replace({ at: 'backup-restore', step: 'collect' });
      return null;
  }
}
