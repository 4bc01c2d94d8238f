import { Screen } from '../../components/screen.tsx';

export function SettingsDisplay() {
  return <Screen title="" back />;
}
