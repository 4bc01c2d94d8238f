import type { InstitutionSettings } from '../institution.ts';
import type { StepBar } from '../pages/apply-models.ts';

const NAMES = {
  input: '入力',
  answers: '追加認証',
  confirm: '確認',
  phone: '電話番号の確認',
  done: '完了',
} as const;

/** The bar above the pages of an application, by the institution's policy and whether questions were asked. */
export function applySteps(
  { operations }: Pick<InstitutionSettings, 'operations'>,
  step: keyof typeof NAMES,
  asked: boolean,
): StepBar {
  const steps: readonly (keyof typeof NAMES)[] = [
    'input',
    ...(asked ? (['answers'] as const) : []),
    'confirm',
    ...(operations.apply.includes('phone') ? (['phone'] as const) : []),
    'done',
  ];
  return { names: steps.map((each) => NAMES[each]), current: steps.indexOf(step) };
}
