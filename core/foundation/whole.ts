/** A form that a whole text has: one of many alternatives, which are written over several lines. */
export const whole = (alternatives: readonly string[], flags = ''): RegExp =>
  new RegExp(`^(${alternatives.join('|')})$`, flags);
