import { siteKinds } from '#core/plots/site.ts';
import type { FieldDifference } from '#core/plots/field-difference.ts';
import { useWords } from '../../language/use-words.ts';
import { usePlots } from '#renderer/panels/plots/state/plots.ts';

/** Words for what a package says otherwise. */
export function useDifferenceWords() {
  const { t, named, say } = useWords();
  const parameters = usePlots(s => s.parameters);
  const textOf = (value: string | number): string => {
    const parameter = parameters.find(p => p.id === value);
    if (parameter) return say(parameter.name);
    const kind = siteKinds[String(value)];
    return kind ? say(kind) : String(value);
  };
  return {
    textOf,
    titleOf: ({ action, layer, label }: FieldDifference): string => {
      const named = label.split(' · ').map(textOf).join(' · ');
      return `${t(`field.${action}`)} ${t(`field.layer-${layer}`)} · ${named}`;
    },
    columnOf: (column: string): string => named(`field.column-${column}`, column.replace(/^field_/, '')),
  };
}
