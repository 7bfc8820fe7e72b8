import type { Chart } from '#core/report/chart.ts';
import { escapeXml } from '#host/formats/text/escape-xml.ts';

/** A, B, … of a column from 0. */
const letter = (i: number): string =>
  i < 26 ? String.fromCharCode(65 + i) : letter(Math.floor(i / 26) - 1) + letter(i % 26);

/** Cells of the sheet that a chart is drawn from: heads in row 1; of a scatter a pair of columns per series. */
export function chartCells(chart: Chart): (string | number | null)[][] {
  if (chart.kind === 'scatter') {
    const most = Math.max(0, ...chart.series.map(s => s.values.length));
    return [
      chart.series.flatMap(s => [`${s.name} ${chart.xTitle}`, `${s.name} ${chart.yTitle}`]),
      ...Array.from({ length: most }, (_, i) =>
        chart.series.flatMap(s => [s.xs?.[i] ?? null, s.values[i] ?? null]),
      ),
    ];
  }
  return [
    [chart.xTitle.split('（')[0] || '—', ...chart.series.map(s => s.name)],
    ...chart.categories.map((c, i) => [c, ...chart.series.map(s => s.values[i])]),
  ];
}

/** The chart part (DrawingML) over the cells of a sheet. */
export function chartXml(chart: Chart, sheet: string): string {
  const quoted = `'${sheet.replaceAll("'", "''")}'`;
  const rows = chartCells(chart).length;
  const range = (col: number, from: number, to: number) =>
    `${quoted}!$${letter(col)}$${from}:$${letter(col)}$${to}`;
  const head = (col: number) => `${quoted}!$${letter(col)}$1`;
  const numbers = (ref: string, values: readonly (number | null)[]) =>
    `<c:numRef><c:f>${escapeXml(ref)}</c:f><c:numCache><c:formatCode>General</c:formatCode><c:ptCount val="${values.length}"/>${values.map((v, i) => (v === null ? '' : `<c:pt idx="${i}"><c:v>${v}</c:v></c:pt>`)).join('')}</c:numCache></c:numRef>`;
  const texts = (ref: string, values: readonly string[]) =>
    `<c:strRef><c:f>${escapeXml(ref)}</c:f><c:strCache><c:ptCount val="${values.length}"/>${values.map((v, i) => `<c:pt idx="${i}"><c:v>${escapeXml(v)}</c:v></c:pt>`).join('')}</c:strCache></c:strRef>`;
  const title = (text: string, em = 1000) =>
    `<c:title><c:tx><c:rich><a:bodyPr/><a:p><a:pPr><a:defRPr sz="${em}" b="0"/></a:pPr><a:r><a:rPr lang="zh-CN" sz="${em}" b="0"/><a:t>${escapeXml(text)}</a:t></a:r></a:p></c:rich></c:tx><c:overlay val="0"/></c:title>`;
  const fill = (color: string) => `<a:solidFill><a:srgbClr val="${color.slice(1)}"/></a:solidFill>`;
  const scatter = chart.kind === 'scatter';
  const series = chart.series
    .map((s, i) => {
      const x = scatter ? 2 * i : 0;
      const y = scatter ? 2 * i + 1 : i + 1;
      const to = scatter ? s.values.length + 1 : rows;
      const look =
        chart.kind === 'bars'
          ? `<c:spPr>${fill(s.color)}</c:spPr><c:invertIfNegative val="0"/>`
          : `<c:spPr><a:ln w="22225">${scatter ? '<a:noFill/>' : fill(s.color)}</a:ln></c:spPr><c:marker><c:symbol val="circle"/><c:size val="6"/><c:spPr>${fill(s.color)}</c:spPr></c:marker>`;
      const data = scatter
        ? `<c:xVal>${numbers(range(x, 2, to), s.xs ?? [])}</c:xVal><c:yVal>${numbers(range(y, 2, to), s.values)}</c:yVal><c:smooth val="0"/>`
        : `<c:cat>${texts(range(0, 2, to), chart.categories)}</c:cat><c:val>${numbers(range(y, 2, to), s.values)}</c:val>${chart.kind === 'dates' ? '<c:smooth val="0"/>' : ''}`;
      return `<c:ser><c:idx val="${i}"/><c:order val="${i}"/><c:tx>${texts(head(y), [s.name])}</c:tx>${look}${data}</c:ser>`;
    })
    .join('');
  const body = {
    bars: `<c:barChart><c:barDir val="col"/><c:grouping val="clustered"/><c:varyColors val="0"/>${series}<c:gapWidth val="60"/><c:axId val="1"/><c:axId val="2"/></c:barChart>`,
    dates: `<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>${series}<c:marker val="1"/><c:axId val="1"/><c:axId val="2"/></c:lineChart>`,
    scatter: `<c:scatterChart><c:scatterStyle val="lineMarker"/><c:varyColors val="0"/>${series}<c:axId val="1"/><c:axId val="2"/></c:scatterChart>`,
  }[chart.kind];
  const axis = (id: number, cross: number, at: 'b' | 'l', text: string, element: 'catAx' | 'valAx') =>
    `<c:${element}><c:axId val="${id}"/><c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="0"/><c:axPos val="${at}"/>${at === 'l' ? '<c:majorGridlines><c:spPr><a:ln w="6350"><a:solidFill><a:srgbClr val="D9DFE5"/></a:solidFill></a:ln></c:spPr></c:majorGridlines>' : ''}${text ? title(text, 900) : ''}<c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="out"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/><c:crossAx val="${cross}"/><c:crosses val="autoZero"/></c:${element}>`;
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><c:roundedCorners val="0"/><c:chart>${title(chart.title, 1200)}<c:autoTitleDeleted val="0"/><c:plotArea><c:layout/>${body}${axis(1, 2, 'b', chart.xTitle, scatter ? 'valAx' : 'catAx')}${axis(2, 1, 'l', chart.yTitle, 'valAx')}</c:plotArea>${chart.series.length > 1 ? '<c:legend><c:legendPos val="b"/><c:overlay val="0"/></c:legend>' : ''}<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart></c:chartSpace>`;
}
