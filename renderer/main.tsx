import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import '@fontsource-variable/noto-sans-sc';
import './styles/tokens.css';
import './styles/base.css';
import './styles/controls.css';
import './styles/tables.css';
import './styles/layout.css';
import './styles/dock.css';
import './styles/map.css';
import './styles/panels.css';
import './styles/plots.css';
import './styles/find.css';
import './styles/series.css';
import './styles/ecology.css';
import './styles/report.css';
import './styles/review.css';
import './styles/dialogs.css';
import { App } from './app.tsx';
import { dressDocument } from './state/dress-document.ts';

dressDocument();
createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
