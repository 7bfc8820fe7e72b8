import { expect, it } from 'vitest';
import { spokenLanguage } from '../../electron/cli/language.ts';

it('the command line speaks what is asked for, then what is set, then the language of the system', () => {
  const zh = { LANG: 'zh_CN.UTF-8' };
  expect(spokenLanguage(['info', 'a.tif'], {})).toBe('en');
  expect(spokenLanguage(['info', 'a.tif'], zh)).toBe('zh-CN');
  expect(spokenLanguage(['info', 'a.tif'], { ...zh, LC_ALL: 'C' })).toBe('en');
  expect(spokenLanguage(['info', 'a.tif'], { ...zh, BLOOMLINE_LANG: 'en' })).toBe('en');
  expect(spokenLanguage(['info', '--language', 'zh-CN'], { BLOOMLINE_LANG: 'en' })).toBe('zh-CN');
  expect(spokenLanguage(['info', '--language=en'], zh)).toBe('en');
});
