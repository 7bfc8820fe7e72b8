import type { DescribedScene } from '#core/recipe/recipe.ts';
import type { AssessmentResult } from './assessment.ts';
import type { ChangeOptions } from '#core/redline/change-options.ts';
import { ruleName } from '#core/foundation/rules.ts';
import { beijingTime } from '#core/foundation/dates.ts';
import { quantityInWords } from '#core/scene/quantity.ts';
import { stepInWords } from '#core/intake/levels.ts';
import { inWords, sentenceIn } from '#core/words/said.ts';
import type { Language, Text } from '#core/foundation/text.ts';

const methods: Record<string, Text> = {
  fixed: { zh: '人工给定', en: 'given by a person' },
  default: { zh: '指数的默认值', en: "the index's published default" },
  otsu: { zh: 'Otsu 自动阈值', en: 'Otsu over the histogram' },
  valley: { zh: '直方图谷值', en: 'the valley of the histogram' },
  gradient: { zh: '最大梯度', en: 'the strongest gradient' },
  ground: { zh: '地面样点', en: 'ground points' },
  lake: { zh: '该湖泊保存的阈值', en: 'what was kept for the lake' },
};

const methodText = (id: string): Text => methods[id] ?? { zh: id, en: id };

/** How a result was made, a sentence a line: what a reviewer reads instead of parameters. */
export function recipeInWords(result: AssessmentResult): Text[] {
  const { recipe } = result;
  const { parameters: p } = recipe;
  const { zones } = p;
  const mask = result.kind === 'bloom' ? result.recipe.parameters.mask : undefined;
  const lines: Text[] = p.scenes.map(sceneLine);
  lines.push({
    zh: `统计 ${zones.length} 个区域：${zones.join('、')}。`,
    en: `${zones.length} zones are counted: ${zones.join(', ')}.`,
  });
  if (result.kind === 'bloom') {
    const method = methodText(result.thresholdMethod);
    lines.push({
      zh: `${result.index} 大于 ${result.threshold} 的像元为水华；阈值来自${method.zh}${result.thresholdSource ? `（${sentenceIn(result.thresholdSource, 'zh-CN')}）` : ''}。`,
      en: `Pixels with ${result.index} above ${result.threshold} are bloom; threshold: ${method.en}${result.thresholdSource ? ` (${result.thresholdSource})` : ''}.`,
    });
  } else lines.push(...changeLines(result));
  const noClasses = recipe.warnings.some(w => w.includes('no cloud classification'));
  lines.push(
    p.clouds === 'none'
      ? { zh: '未剔除云。', en: 'Clouds were not masked.' }
      : noClasses
        ? {
            zh: '影像没有云分类波段，未剔除云。',
            en: 'Clouds were not masked where a scene has no classification of them.',
          }
        : {
            zh: '按影像的云分类剔除云、云影与卷云。',
            en: "Clouds, their shadows and cirrus are left out by the scene's own classification.",
          },
  );
  if (mask?.options?.shoreBufferM)
    lines.push({
      zh: `距岸线 ${mask.options.shoreBufferM} m 以内不计。`,
      en: `Pixels within ${mask.options.shoreBufferM} m of the shore are left out.`,
    });
  if (mask?.vegetation?.length)
    lines.push({
      zh: `水生植被区不计：${mask.vegetation.join('、')}。`,
      en: `Zones of standing plants are left out: ${mask.vegetation.join(', ')}.`,
    });
  if (mask?.corrections?.length)
    lines.push({
      zh: `${mask.corrections.length} 处人工修正按绘制顺序应用。`,
      en: `${mask.corrections.length} hand corrections are applied in the order in which they were drawn.`,
    });
  lines.push(
    {
      zh: '每个像元按其位于区域内的精确比例计入，面积为椭球面积。',
      en: 'Every pixel counts with the exact fraction of it that lies inside the zone; areas are on the ellipsoid.',
    },
    {
      zh: `依据 ${recipe.rules.map(r => `${ruleName(r, 'zh-CN')}（版本 ${r.version}${r.evidence === 'to-confirm' ? '，待核对' : ''}）`).join('；')}。`,
      en: `Rules: ${recipe.rules.map(r => `${ruleName(r, 'en')} (version ${r.version}${r.evidence === 'to-confirm' ? ', to be confirmed' : ''})`).join('; ')}.`,
    },
    {
      zh: `${recipe.software.name} ${recipe.software.version} 于 ${timeIn(recipe.created, 'zh')} 计算，输入 ${recipe.inputs.length} 个文件。`,
      en: `Computed by ${recipe.software.name} ${recipe.software.version} on ${timeIn(recipe.created, 'en')} from ${recipe.inputs.length} files.`,
    },
  );
  if (recipe.simulated) lines.push({ zh: '数据为模拟数据。', en: 'The data are simulated.' });
  return lines;
}

/** Beijing time to the minute; a bare date stays one. */
function timeIn(iso: string, language: keyof Text): string {
  const told = beijingTime(iso);
  if (!told) return iso;
  if (told.time === null) return told.date;
  return `${told.date} ${told.time}${language === 'zh' ? '（北京时间）' : ' (Beijing time)'}`;
}

const sensorIn = (sensor: string | null): Text =>
  sensor === 'simulated'
    ? { zh: '模拟传感器', en: 'simulated sensor' }
    : { zh: sensor ?? '传感器未知', en: sensor ?? 'sensor unknown' };

function sceneLine({ name, sensor, acquired, crs, bands, quantity, steps = [] }: DescribedScene): Text {
  const measured = bands.filter(b => b.scale !== 1);
  const scales = [
    ...new Set(
      (measured.length > 0 ? measured : bands).map(
        b => `DN × ${b.scale}${b.offset ? ` ${b.offset < 0 ? '−' : '+'} ${Math.abs(b.offset)}` : ''}`,
      ),
    ),
  ];
  const line = (language: Language) =>
    quantity
      ? [quantityInWords(quantity), ...steps.map(s => stepInWords(s.name))]
          .map(said => inWords(said, language))
          .join(' ← ')
      : null;
  const roles = bands.map(b => b.role).join(' ');
  return {
    zh: `影像 ${name}：${sensorIn(sensor).zh}，${acquired ? timeIn(acquired, 'zh') : '时间未知'}，${crs ?? '坐标系未知'}；波段 ${roles}，${line('zh-CN') ?? `反射率 = ${scales.join(' / ') || '未知'}`}。`,
    en: `Scene ${name}: ${sensorIn(sensor).en}, ${acquired ? timeIn(acquired, 'en') : 'time unknown'}, ${crs ?? 'reference system unknown'}; bands ${roles}, ${line('en') ?? `reflectance = ${scales.join(' / ') || 'unknown'}`}.`,
  };
}

function changeLines(result: Extract<AssessmentResult, { kind: 'redline' }>): Text[] {
  const { options, measure, threshold, thresholdSource, coregistration } = result;
  const source = thresholdSource
    ? { zh: `（${sentenceIn(thresholdSource, 'zh-CN')}）`, en: ` (${thresholdSource})` }
    : { zh: '', en: '' };
  const lines: Text[] = [
    options.method === 'classes'
      ? {
          zh: `${measure}：两期类别不同的像元为变化。`,
          en: `${measure}: pixels whose class differs between the dates changed.`,
        }
      : {
          zh: `${measure} 变化超过 ${threshold} 的像元为变化${source.zh}。`,
          en: `Pixels whose ${measure} changed by more than ${threshold} changed${source.en}.`,
        },
    cleaningLine(options),
  ];
  if (coregistration?.shiftPx != null)
    lines.push({
      zh: `两期影像相差 ${coregistration.shiftPx.toFixed(2)} 像元（配准误差）。`,
      en: `The dates lie ${coregistration.shiftPx.toFixed(2)} pixels beside each other.`,
    });
  else if (coregistration)
    lines.push({
      zh: '两期影像的配准误差无法测定。',
      en: 'How far the two dates lie beside each other could not be determined.',
    });
  return lines;
}

/** How changed pixels became patches; what was not asked for is not told. */
function cleaningLine({ sievePixels, closingPixels, fillHolesM2, minPatchM2 }: ChangeOptions): Text {
  const steps: Text[] = [
    ...(sievePixels > 0
      ? [{ zh: `筛除小于 ${sievePixels} 像元`, en: `smaller than ${sievePixels} pixels sieved` }]
      : []),
    ...(closingPixels > 0
      ? [{ zh: `闭运算 ${closingPixels} 像元`, en: `closed by ${closingPixels} pixels` }]
      : []),
    ...(fillHolesM2 > 0
      ? [{ zh: `填洞 ${fillHolesM2} m²`, en: `holes up to ${fillHolesM2} m² filled` }]
      : []),
    { zh: `区内不小于 ${minPatchM2} m²`, en: `at least ${minPatchM2} m² inside the zones` },
  ];
  return {
    zh: `图斑：${steps.map(step => step.zh).join('，')}。`,
    en: `Patches: ${steps.map(step => step.en).join(', ')}.`,
  };
}
