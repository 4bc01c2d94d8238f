import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { runInPage } from '../content/run.ts';

export default defineUnlistedScript(() => runInPage());
