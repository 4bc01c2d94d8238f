import { Screen } from '../../components/screen.tsx';

export function Backup() {
  return <Screen title="" back />;
}
