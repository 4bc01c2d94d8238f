import { midori } from '../../bank/institutions/midori/index.ts';
import { bankPagesSuite } from '../support/bank-pages-suite.ts';

bankPagesSuite(midori);
