import { aoba } from '../../bank/institutions/aoba/index.ts';
import { bankPagesSuite } from '../support/bank-pages-suite.ts';

bankPagesSuite(aoba);
