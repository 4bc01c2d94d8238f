import '../../../core/ui/theme.css';
import '../../page/page.css';
import { showPage } from '../../page/show.tsx';

const root = document.getElementById('app');
if (!root) throw new Error('the page has no place for the app');
showPage(root);
