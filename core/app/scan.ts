/*
 * What screens take from the formats: reading QR codes, links and what was typed, QR codes for a move, and
 * passphrases. A door of its own, so that only the screens that need these formats load them.
 */
export { checkBackup } from '../formats/backup.ts';
export { type ByHandFaults, type ByHandRead, type OwnByHand, readOwnByHand } from '../formats/by-hand.ts';
export {
  MIN_PASSPHRASE,
  type PassphraseStrength,
  passphraseStrength,
  suggestPassphrase,
} from '../formats/passphrase.ts';
export { readScanned } from '../formats/scan.ts';
export { type Collector, createCollector, type PartTaken, splitForQr } from '../formats/transfer.ts';
export type {
  BackupErrorCode,
  OtpauthRefusal,
  OwnTokenInput,
  Scanned,
  ScanRefusal,
  TransferPart,
} from '../formats/types.ts';
