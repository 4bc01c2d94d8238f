import { Screen } from '../../components/screen.tsx';

export function SettingsStorage() {
  return <Screen title="" back />;
}
