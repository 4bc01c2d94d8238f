import { expect, it } from 'vitest';
import { manifestOf } from '../../../extension/manifest.ts';
import { readSource } from '../../support/house.ts';

const [english = '', japanese = ''] = readSource('docs/store/privacy.md').split('## 日本語');
const { permissions, optional_host_permissions: hosts } = manifestOf({ browser: 'chrome', isRelease: true });

it.each([
  ['English', english, 'Single purpose'],
  ['Japanese', japanese, '単一の目的'],
])('the privacy statement gives its purpose and a reason for each permission in %s', (_, text, purpose) => {
  expect(text).toContain(`# ${purpose}\n`);
  const rows = text.split('\n').filter((line) => line.startsWith('| '));
  const named = rows.flatMap((row) =>
    [...(row.split('|')[1] ?? '').matchAll(/`([^`]+)`/g)].map(([, name]) => name),
  );
  expect(named.toSorted()).toEqual([...permissions, ...hosts].toSorted());
});
