import { kamome } from '../../bank/institutions/kamome/index.ts';
import { bankPagesSuite } from '../support/bank-pages-suite.ts';

bankPagesSuite(kamome);
