/** Text as it stands between XML tags and in attributes. */
export const escapeXml = (text: string): string =>
  text.replace(/[<>&"]/g, c => ({ '<': '&lt;', '>': '&gt;', '&': '&amp;', '"': '&quot;' })[c]!);
