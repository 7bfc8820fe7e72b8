import type { Text } from '#core/foundation/text.ts';

export const bloomSentences = {
  'bloom.threshold-given': { zh: '用户给定：{value}', en: 'given by the user: {value}' },
  'bloom.pixel-is-none': {
    zh: '此处像元在当前阈值下不是水华、已被掩膜或在所选区域之外',
    en: 'the pixel here is no bloom at the threshold, is masked, or lies outside of the chosen zones',
  },
  'bloom.too-many-connected': {
    zh: '此处连通的像元超过 {count} 个；请提高阈值、选择区域或改用多边形',
    en: 'more than {count} pixels are connected here; raise the threshold, choose zones or draw a polygon',
  },
  'bloom.threshold-unusual': {
    zh: '阈值 {threshold} 超出 {index} 的常用取值范围（{min} 至 {max}）',
    en: 'the threshold {threshold} lies outside of the usual values of {index} ({min} to {max})',
  },
  'bloom.no-valid-pixel': { zh: '没有有效像元', en: 'no valid pixel' },
  'bloom.too-little-valid': {
    zh: '不评级：有效观测比例 {share} % 低于 {limit} %',
    en: 'not assessable: valid share {share} % is below {limit} %',
  },
  'bloom.otsu-needs-two': {
    zh: 'Otsu 法要求区域内至少有两个不同的值',
    en: 'Otsu needs at least two different values in the zones',
  },
  'bloom.none-published': {
    zh: '没有已发布的 {index} 阈值；请给出数值或换一种方法',
    en: 'no threshold was published for {index}; give a number or another method',
  },
  'bloom.none-kept': {
    zh: '尚未为该湖和该指数保存阈值；请给出数值或换一种方法',
    en: 'no threshold was kept for this lake and index; give a number or another method',
  },
  'bloom.histogram-without-valley': {
    zh: '区域直方图没有两峰之间的谷',
    en: 'the histogram of the zones has no valley between two peaks',
  },
  'bloom.flat': {
    zh: '区域内指数没有变化：找不到水华边缘',
    en: 'the index is flat in the zones: there is no edge of a bloom',
  },
  'bloom.points-cannot-tell': {
    zh: '地面点无法判定：需要在影像时间附近采样、未被掩膜的有水华点和无水华点',
    en: 'the ground points cannot tell: points with bloom and points without are needed, sampled near the scene and not masked',
  },
  'bloom.kept': { zh: '为{lake}保存的阈值（{who}，{date}）', en: 'kept for {lake} by {who}, {date}' },
  'bloom.kept-note': {
    zh: '为{lake}保存的阈值（{who}，{date}）：{note}',
    en: 'kept for {lake} by {who}, {date}: {note}',
  },
  'bloom.one-class': {
    zh: '水体直方图只有一类（Ashman D = {ashmanD}，应大于 2；谷为低峰的 {valley} %，应不高于 80 %）：无可分离的水华，面积为 0',
    en: 'the histogram of the water holds one class (Ashman’s D = {ashmanD}, above 2 is wanted; the valley is {valley} % of the lower peak, at most 80 % is wanted): no separable bloom, area 0',
  },
  'bloom.one-class-above': {
    zh: '水体直方图只有一类，且均值 {mean} 不低于 {limit}：自动方法不能判断全部是水华还是没有水华；请改用固定阈值，或核对区域是否为水体',
    en: 'the histogram holds one class, and its mean {mean} is not below {limit}: no automatic method can tell whether all of it is bloom or none; give a threshold, or check that the zone is water',
  },
  'bloom.below-floor': {
    zh: '两类都在该指数的物理下限之下（上类均值 {mean}，下限 {floor}）：无可分离的水华，面积为 0',
    en: 'both classes lie below the physical floor of the index (mean of the upper one {mean}, floor {floor}): no separable bloom, area 0',
  },
  'bloom.two-classes': {
    zh: '水体有两类（Ashman D = {ashmanD}）',
    en: 'the water holds two classes (Ashman’s D = {ashmanD})',
  },
  'bloom.two-classes-near-edges': {
    zh: '边缘附近的水体有两类（Ashman D = {ashmanD}），只按该带的直方图',
    en: 'the water near edges holds two classes (Ashman’s D = {ashmanD}); the histogram is of that band',
  },
  'bloom.moved-between': {
    zh: '{value} 落在其中一类之内，改取两类之间的最低处 {lowest}',
    en: '{value} cuts through one of the classes; the lowest place between them, {lowest}, is taken',
  },
  'bloom.mostly-land': {
    zh: '不可评估：已观测部分有 {share} % 按水体指数不是水面（超过 {limit} %）：可能是陆地、挺水植物或区域有误；请核对区域，确认是水面时用 --mask all-water 或在掩膜中勾选',
    en: 'not assessable: by an index of water {share} % of what was seen is no water, more than {limit} %: land, emergent plants, or the wrong zone; check the zone, and where it is water say --mask all-water, or tick it in the mask',
  },
  'bloom.scum-or-plants': {
    zh: '没有短波红外波段：漂浮藻类与挺水、浮叶植物及陆地植被不能区分，请核对区域内没有植物',
    en: 'without a shortwave infrared band floating algae cannot be told from emergent and floating plants, or from land: check that there are none in the zone',
  },
  'bloom.raised-to-floor': {
    zh: '{value} 低于该指数的物理下限，取下限 {floor}',
    en: '{value} lies below the physical floor of the index; the floor {floor} is taken',
  },
  'bloom.otsu': {
    zh: '最大类间方差法（Otsu 1979），由区域直方图求得',
    en: 'Otsu 1979, on the histogram of the zones',
  },
  'bloom.valley': {
    zh: '平滑直方图两峰之间的最低点（Prewitt & Mendelsohn 1966）',
    en: 'lowest point between the two peaks of the smoothed histogram (Prewitt & Mendelsohn 1966)',
  },
  'bloom.gradient': {
    zh: '{pixels} 个像元中梯度最大的 {edges} 个的均值（最大梯度法，参照 Hu 等 2010）',
    en: 'mean of the {edges} steepest of {pixels} pixels (maximum gradient, after Hu et al. 2010)',
  },
  'bloom.ground': {
    zh: '区分 {bloom} 个有水华点与 {water} 个无水华点：判对 {hits} 与 {rejections}，ROC 曲线下面积 {auc}',
    en: 'separates {bloom} {bloom|point|points} with bloom from {water} without: {hits} and {rejections} are right, area under the ROC curve {auc}',
  },
  'bloom.scene-without-date': {
    zh: '影像没有日期，无法确定哪些采样与之临近；请给出日期，例如用 --acquired',
    en: 'the scene has no date, so no sample is near it; give it one, for example with --acquired',
  },
  'bloom.several-sets': {
    zh: '所选区域属于多个区划；阈值只为一个湖保存',
    en: 'the zones are of several sets; a threshold is kept for one lake',
  },
  'bloom.points-need-source': {
    zh: '地面点需要工作区或表格',
    en: 'ground points need a catalogue or a table',
  },
} as const satisfies Record<string, Text>;
