import { join } from 'node:path';
import { packAssessment } from '#host/exchange/packages/pack-assessment.ts';
import { approvedWorkspace } from './approved.ts';

/** `node make-package.ts <folder>`: a package of another office in the folder, for tests of the window. */
const [folder] = process.argv.slice(2);
const catalogue = await approvedWorkspace(folder);
await packAssessment(catalogue, {
  assessmentId: 1,
  path: join(folder, 'package.zip'),
  who: '李析',
  office: '太湖监测中心',
  sheet: { language: 'zh-CN', paper: 'A4', orientation: 'landscape' },
  products: ['png', 'csv'],
});
catalogue.close();
