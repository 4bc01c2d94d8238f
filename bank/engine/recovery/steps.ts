import type { InstitutionSettings } from '../institution.ts';
import type { StepBar } from '../pages/apply-models.ts';

const NAMES = {
  identify: 'ログイン情報',
  confirm: '本人確認',
  phone: '電話番号の確認',
  done: '解除',
} as const;

/** The bar above the pages of the way back, by the institution's policy. */
export function recoverySteps(
  { operations }: Pick<InstitutionSettings, 'operations'>,
  step: keyof typeof NAMES,
): StepBar {
  const steps: readonly (keyof typeof NAMES)[] = [
    'identify',
    'confirm',
    ...(operations['recover-token'].includes('phone') ? (['phone'] as const) : []),
    'done',
  ];
  return { names: steps.map((each) => NAMES[each]), current: steps.indexOf(step) };
}
