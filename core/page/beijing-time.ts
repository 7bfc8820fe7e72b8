export { beijingTime, type BeijingTime } from '#core/quantity/beijing-time.ts';
