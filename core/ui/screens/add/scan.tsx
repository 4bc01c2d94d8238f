import { Screen } from '../../components/screen.tsx';

export function Scan() {
  return <Screen title="" back />;
}
