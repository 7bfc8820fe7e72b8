import type { Text } from '#core/foundation/text.ts';
import type { ChangeWord } from './sections.ts';
import type { WaterBody } from './water-body.ts';

export const bodyLabels: Record<WaterBody, Text> = {
  river: { zh: '河流', en: 'River' },
  lake: { zh: '湖库', en: 'Lake' },
};

/** How shares of classes, or a river's condition, went from one period to another. */
export const changeLabels: Record<ChangeWord, Text> = {
  none: { zh: '无明显变化', en: 'no marked change' },
  better: { zh: '有所好转', en: 'somewhat better' },
  worse: { zh: '有所下降', en: 'somewhat worse' },
  'much-better': { zh: '明显好转', en: 'markedly better' },
  'much-worse': { zh: '明显下降', en: 'markedly worse' },
};
