import '../../../core/ui/theme.css';
import '../../popup/popup.css';
import { showPopup } from '../../popup/show.ts';

const root = document.getElementById('app');
if (!root) throw new Error('the popup has no place for its content');
showPopup(root);
