import type { Text } from '#core/foundation/text.ts';

export const signSentences = {
  'sign.no-root': {
    zh: '工作区尚无管理员密钥；管理员登录一次即生成',
    en: 'the workspace has no administrator key yet; it is made when an administrator signs in',
  },
  'sign.not-certified': {
    zh: '{name}的密钥 {key} 尚未由管理员认证',
    en: 'the key {key} of {name} is not certified by an administrator yet',
  },
  'sign.foreign-key': {
    zh: '{name}的密钥 {key} 不是本工作区管理员认证的：从别处复制，或被改动',
    en: 'the key {key} of {name} is not certified by this workspace: copied from elsewhere, or changed',
  },
  'sign.no-key': {
    zh: '评估 {id}：{who}的“{step}”签名所用密钥不存在',
    en: 'assessment {id}: the key of the signature “{step}” of {who} is not there',
  },
  'sign.other-persons-key': {
    zh: '评估 {id}：以{who}署名的“{step}”签名用的是{name}的密钥',
    en: 'assessment {id}: the signature “{step}” in the name of {who} was made with the key of {name}',
  },
  'sign.forged': {
    zh: '评估 {id}：{who}的“{step}”签名不成立（伪造，或签署后内容被改动）',
    en: 'assessment {id}: the signature “{step}” of {who} does not hold (forged, or what it signs was changed)',
  },
  'sign.revoked': {
    zh: '评估 {id}：{who}的“{step}”签名用的是 {day} 起已停用的密钥',
    en: 'assessment {id}: the signature “{step}” of {who} was made with a key that was revoked on {day}',
  },
  'sign.key-not-open': {
    zh: '签名密钥未打开，请重新登录后再操作',
    en: 'the key to sign with is not open; sign in again',
  },
  'sign.pin-replaced': {
    zh: 'PIN 记录与本人的密钥不符：有人替换过。请联系管理员重设 PIN，并检查工作区',
    en: 'the record of the PIN does not fit the person’s key: somebody replaced it; ask an administrator',
  },
  'sign.pin-record-changed': {
    zh: '{name}的 PIN 记录被替换（非本人设置）',
    en: 'the record of the PIN of {name} was replaced by somebody else',
  },
  'sign.key-shared': {
    zh: '{name}与{other}的密钥相同：被复制',
    en: '{name} and {other} have the same key: it was copied',
  },
  'sign.before-keys': {
    zh: '{number}：在启用签名之前签批',
    en: '{number}: signed before keys',
  },
  'sign.approval-unsigned': {
    zh: '{number}：启用签名之后签批，但没有{who}的签名',
    en: '{number}: approved since there are keys, but without a signature of {who}',
  },
  'sign.approval-differs': {
    zh: '{number}：编号、审核人或日期与签名不符（签名：{who}，{time}），可能是补签或倒签',
    en: '{number}: number, reviewer or date are not those of the signature ({who}, {time}): entered late or backdated',
  },
  'sign.chain-rebuilt': {
    zh: '评估 {id}：{who}签名时日志第 {line} 条的校验值与现在不同：日志此后被重写',
    en: 'assessment {id}: line {line} of the journal is not the one that {who} signed over: it was written anew',
  },
  'sign.time-differs': {
    zh: '评估 {id}：{who}的“{step}”签名时间 {time} 与日志记录时间 {line} 不符（补录或倒签）',
    en: 'assessment {id}: the signature “{step}” of {who} says {time}, the journal {line}: backdated',
  },
  'sign.result-edited': {
    zh: '{number}：结果在批准后被改动（与批准时的校验值不符）',
    en: '{number}: the result was changed after the approval (its hash is another one)',
  },
  'sign.root-changed': {
    zh: '工作区密钥 {now} 与库外记录的 {before} 不同：被替换',
    en: 'the workspace’s key is {now}, remembered outside is {before}: it was replaced',
  },
  'sign.row-edited': {
    zh: '表 {table} 第 {row} 行的 {column} 与日志不符：绕过程序被改动',
    en: 'row {row} of {table}: {column} is not what the journal has; it was changed past the program',
  },
  'sign.row-unknown': {
    zh: '表 {table} 第 {row} 行在日志中没有记录：绕过程序被加入',
    en: 'row {row} of {table} is not in the journal; it was added past the program',
  },
  'sign.row-gone': {
    zh: '表 {table} 第 {row} 行已不在，日志中没有删除记录：绕过程序被删除',
    en: 'row {row} of {table} is gone and the journal does not tell of it; it was taken out past the program',
  },
  'sign.clock-back': {
    zh: '日志第 {line} 条的时间 {time} 早于前一条 {before}：计算机时钟被调回',
    en: 'line {line} of the journal was written at {time}, before the line ahead of it ({before}): the clock was set back',
  },
  'sign.clock-reason': {
    zh: '计算机时间早于上一条日志（{before}）：请校准时钟，或填写说明',
    en: 'the clock of this computer is before the last line of the journal ({before}): set it, or say why',
  },
  'sign.pin-reset': { zh: '由{who}重设 PIN', en: 'the PIN was set anew by {who}' },
  'sign.trivial-pin': {
    zh: 'PIN 太容易猜到（重复、连续、年份日期或常用密码）；请另选',
    en: 'this PIN is too easy to guess (repeats, runs, years and dates, common ones); choose another',
  },
} as const satisfies Record<string, Text>;
