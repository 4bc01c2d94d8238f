import { Screen } from '../../components/screen.tsx';

export function SettingsClock() {
  return <Screen title="" back />;
}
