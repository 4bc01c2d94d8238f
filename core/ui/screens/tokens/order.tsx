import { Screen } from '../../components/screen.tsx';

export function Order() {
  return <Screen title="" back />;
}
