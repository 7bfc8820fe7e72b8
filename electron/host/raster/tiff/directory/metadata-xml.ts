import { escapeXml } from '#host/formats/text/escape-xml.ts';

/** What GDAL's metadata tag (42112) can carry. Bands count from 0. */
export interface MetadataContent {
  items?: Record<string, string>;
  /** Names of the classes of the first band by pixel value. */
  categories?: Map<number, string>;
  bands: {
    description?: string | null;
    scale?: number;
    offset?: number;
    items?: Record<string, string>;
  }[];
}

/** The text of the tag, or null where there is nothing to say. */
export function metadataXml({ items, categories, bands }: MetadataContent): string | null {
  const lines = Object.entries(items ?? {}).map(
    ([name, value]) => `<Item name="${escape(name)}">${escape(value)}</Item>`,
  );
  for (const [value, name] of categories ?? [])
    lines.push(`<Item name="CLASS_${value}" sample="0">${escape(name)}</Item>`);
  bands.forEach((band, i) => {
    for (const [name, value] of Object.entries(band.items ?? {}))
      lines.push(`<Item name="${escape(name)}" sample="${i}">${escape(value)}</Item>`);
    if (band.description)
      lines.push(
        `<Item name="DESCRIPTION" sample="${i}" role="description">${escape(band.description)}</Item>`,
      );
    if (band.offset !== undefined)
      lines.push(`<Item name="OFFSET" sample="${i}" role="offset">${band.offset}</Item>`);
    if (band.scale !== undefined)
      lines.push(`<Item name="SCALE" sample="${i}" role="scale">${band.scale}</Item>`);
  });
  return lines.length ? `<GDALMetadata>\n${lines.join('\n')}\n</GDALMetadata>` : null;
}

/** GDAL escapes names and values twice and undoes it twice; a text escaped once would end at its first "&". */
const escape = (text: string) => escapeXml(escapeXml(text));
