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
} as const satisfies Record<string, Text>;
