import type { Text } from '#core/foundation/text.ts';

export const rerunSentences = {
  'rerun.not-usable': {
    zh: '其处理参数无法使用（{where}：{what}）；0.2 之前版本的成果没有可供比对的数值',
    en: 'its recipe cannot be used ({where}: {what}); products of versions before 0.2 have no numbers to compare with',
  },
  'rerun.no-recipe': {
    zh: '应为内含处理参数的成果（recipe.json、GeoTIFF、GeoPackage、GeoJSON、PDF 或成果包），或旁边有 recipe.json，均未找到',
    en: 'expected a product with a recipe inside (recipe.json, GeoTIFF, GeoPackage, GeoJSON, PDF or a sealed package) or its recipe.json beside it, found none',
  },
  'rerun.inputs-moved': {
    zh: '处理参数中的输入文件已不在原处；请用 --look-in 给出查找的文件夹',
    en: 'inputs of the recipe are not where they were; give folders to look in with --look-in',
  },
  'rerun.no-such-kind': {
    zh: '{kind} 类的处理参数不能重算；评估、序列和生态结果可以',
    en: 'recipes of the kind {kind} cannot be run again; assessments, series and results about the ecosystem can',
  },
  'rerun.too-old': {
    zh: '生成时的版本尚不支持此类结果重算；请用现在的版本重新生成',
    en: 'was made before such results could be run again; make it again with this version',
  },
  'rerun.no-outlines': {
    zh: '其中没有当时的区域边界：请使用成果旁的 recipe.json，或用 --zones 给出区域文件',
    en: 'the outlines of the zones of then are not in it: give the recipe.json beside the product, or the file of zones with --zones',
  },
  'rerun.not-made-again': {
    zh: '{name} 未能重做，其内容未比对（只比对了处理参数中的数值）',
    en: '{name} could not be made again: its content was not compared, only the numbers of its record',
  },
  'rerun.not-looked-into': {
    zh: '{name} 的图面或文字未比对（只比对了处理参数中的数值）',
    en: 'what is drawn or written in {name} was not compared, only the numbers of its record',
  },
  'rerun.sheet-not-again': {
    zh: '“{name}”取自目录（地面点、上期），重算不含，未比对',
    en: '“{name}” rests on the catalogue (ground points, earlier dates), which is not run again: not compared',
  },
  'rerun.column-not-again': {
    zh: '“{name}”的列“{column}”重算不含，未比对',
    en: 'the column “{column}” of “{name}” is not made again: not compared',
  },
  'rerun.outline': { zh: '图形 {sha256}', en: 'outline {sha256}' },
  'rerun.pixels': { zh: '像元', en: 'pixels' },
  'rerun.cells': { zh: '单元格', en: 'cells' },
  'rerun.features': { zh: '要素属性与图形', en: 'attributes and outlines' },
  'rerun.text': { zh: '行文字', en: 'lines' },
  'rerun.product-same': { zh: '一致：{name}，{compared} 个{of}', en: 'identical: {name}, {compared} {of}' },
  'rerun.product-differs': {
    zh: '不一致：{name}，{compared} 个{of}中有 {differing} 处不同',
    en: 'differs: {name}, {differing} places of {compared} {of}',
  },
} as const satisfies Record<string, Text>;
