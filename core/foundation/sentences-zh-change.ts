/** Rows of chineseSentences about two dates, their patches and the ledger. */
export const changeSentences: Record<string, string> = {
  'expected the grid of {name} ({grid}), found {other}; choose how the second date is brought onto the grid of the first (nearest, bilinear, cubic, average), or bring both onto one grid first':
    '应与 {name} 的格网相同（{grid}），实际为 {other}；请选择后期影像到前期格网的重采样方法（最邻近、双线性、三次卷积、平均），或先统一两期格网',
  'its coordinate reference system is not defined, so the two dates cannot be laid on each other':
    '坐标系未定义，无法叠置两期影像',
  'classes have no values in between; choose nearest or mode': '类别没有中间值；请选择最邻近或众数',
  'the commonest value is for classes; choose another way': '众数只用于类别；请选择其他方法',
  'a change vector needs at least two bands that both dates have': '变化向量需要两期共有的至少两个波段',
  'expected a land-cover raster with whole-number codes, found {type} pixels':
    '应为整数编码的土地覆盖栅格，实际像元类型为 {type}',
  'classes have no values that could be normalised': '类别没有可归一化的数值',
  'too few unchanged pixels were found to normalise the second date by; compare the dates without normalisation':
    '未变化的像元太少，无法归一化后期影像；请不作归一化比较',
  'the unchanged pixels of {layer} hardly agree between the dates (r² {r2}): the normalisation says little':
    '{layer} 波段未变化像元的两期相关很低（r² {r2}）：归一化意义不大',
  'no pixel in the zones is valid on both dates': '区域内没有两期均有效的像元',
  'the shift between the dates could not be determined ({used} of {windows} places could be matched): check by swiping that they fit':
    '未能确定两期之间的偏移（{windows} 处中匹配 {used} 处）：请用卷帘检查是否套合',
  'the second date lies {px} pixels ({m} m) beside the first, more than {limit}: change along edges may be none; register the dates to each other first':
    '后期影像相对前期偏移 {px} 像元（{m} m），超过 {limit}：边缘处的变化可能是假变化；请先配准',
  'almost everything changed in bits and pieces: raise the threshold, or check that the two dates fit each other':
    '几乎处处有零碎变化：请提高阈值，或检查两期影像是否套合',
  'there is no default threshold for this comparison; give a number, otsu or valley':
    '该比较没有默认阈值；请给定数值，或用 Otsu、谷值',
  'both dates are the same scene; choose two': '前后期是同一景影像；请选择两景',
  'default of the program (to be confirmed)': '程序默认值（待核对）',
  'expected a legend that names the land-cover codes {codes}; give one (lines of code,name)':
    '需要给出土地覆盖代码 {codes} 的图例（每行：代码,名称）',
  'the legend has no name for the land-cover codes {codes}: they are shown as numbers':
    '图例中没有土地覆盖代码 {codes} 的名称：以代码显示',
  'expected lines of code,name, found none': '应为“代码,名称”的行，未找到',
  'is no valid JSON; expected codes and their names': '不是有效的 JSON；应为代码与名称',
  'expected a whole number and a name, found "{code}"': '应为整数与名称，实际为“{code}”',
  'line {n} is no code,name: {line}': '第 {n} 行不是“代码,名称”：{line}',
  'the code {code} has two names: {first} and {second}': '代码 {code} 有两个名称：{first} 与 {second}',
  'there is no patch in the ledger with number {id}': '台账中没有编号为 {id} 的图斑',
  'it is {state} and cannot become {next}; nothing was changed':
    '当前状态为“{state}”，不能改为“{next}”；未作任何改动',
  'becoming {state} needs a reason; nothing was changed': '改为“{state}”需要填写理由；未作任何改动',
  'becoming {step} needs a reason in the column 核查说明': '改为“{step}”需要在“核查说明”列填写理由',
  'it is {state} here and cannot become {next}': '此处状态为“{state}”，不能改为“{next}”',
  '{column} became {here} here and {there} in the field since the list left: correct one of them':
    '清单导出后，“{column}”在此处改为“{here}”，在外业改为“{there}”：请更正其中一处',
  'patches come from a redline assessment': '图斑只能来自红线评估',
  'there is nothing in the ledger to write into a field list': '台账中没有可写入核查清单的图斑',
  'expected a column 图斑编号 (or number) that names the patches, found none':
    '应有“图斑编号”（或 number）列，未找到',
  'the ledger has no patch of this number': '台账中没有该编号的图斑',
  'the number occurs in several rows; leave one of them': '编号在多行出现；请只保留一行',
  '{text} is no known activity': '“{text}”不是已知的活动类型',
  '{text} is no date such as 2026-07-01': '“{text}”不是日期（如 2026-07-01）',
  '{text} is no known state': '“{text}”不是已知的状态',
  'the assessment has no such patch': '该评估没有此图斑',
  suspected: '疑似',
  'to-check': '待核查',
  confirmed: '已核查:属实',
  unfounded: '已核查:不属实',
  rectifying: '整改',
  closed: '销号',
  'the two sets of zones share no ground: nothing was saved': '两个区域集没有公共部分：未保存任何内容',
};
