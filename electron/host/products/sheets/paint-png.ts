import { createCanvas, ImageData, type Canvas, type SKRSContext2D } from '@napi-rs/canvas';
import type { Item, Page, Paint } from '#core/page/page.ts';
import { families, registerFonts } from './fonts.ts';
import { encodePng, type Picture } from './picture.ts';

const mmPerInch = 25.4;

/** The page as a PNG that knows its resolution. */
export function paintPng(
  page: Page,
  images: ReadonlyMap<string, Picture>,
  dpi: number,
): { png: Buffer; widthPx: number; heightPx: number } {
  registerFonts();
  const widthPx = Math.round((page.widthMm / mmPerInch) * dpi);
  const heightPx = Math.round((page.heightMm / mmPerInch) * dpi);
  const canvas = createCanvas(widthPx, heightPx);
  const context = canvas.getContext('2d');
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, widthPx, heightPx);
  context.scale(dpi / mmPerInch, dpi / mmPerInch);
  context.imageSmoothingEnabled = false;
  const canvases = new Map([...images].map(([id, picture]) => [id, canvasOf(picture)]));
  for (const item of page.items) paint(context, item, canvases);
  const rgba = context.getImageData(0, 0, widthPx, heightPx).data;
  const rgb = new Uint8Array(widthPx * heightPx * 3);
  for (let i = 0, o = 0; o < rgb.length; i += 4, o += 3) {
    rgb[o] = rgba[i];
    rgb[o + 1] = rgba[i + 1];
    rgb[o + 2] = rgba[i + 2];
  }
  return { png: encodePng({ width: widthPx, height: heightPx, rgb }, { dpi }), widthPx, heightPx };
}

function canvasOf({ width, height, rgb }: Picture): Canvas {
  const canvas = createCanvas(width, height);
  const rgba = new Uint8ClampedArray(width * height * 4);
  for (let i = 0, o = 0; i < rgb.length; i += 3, o += 4) {
    rgba[o] = rgb[i];
    rgba[o + 1] = rgb[i + 1];
    rgba[o + 2] = rgb[i + 2];
    rgba[o + 3] = 255;
  }
  canvas.getContext('2d').putImageData(new ImageData(rgba, width, height), 0, 0);
  return canvas;
}

function paint(context: SKRSContext2D, item: Item, images: ReadonlyMap<string, Canvas>): void {
  context.save();
  try {
    switch (item.kind) {
      case 'clip':
        context.beginPath();
        context.rect(item.x, item.y, item.width, item.height);
        context.clip();
        for (const inner of item.items) paint(context, inner, images);
        break;
      case 'raster': {
        const image = images.get(item.image);
        if (!image) throw new RangeError(`no picture ${item.image}`);
        context.drawImage(image, item.x, item.y, item.width, item.height);
        break;
      }
      case 'text':
        paintText(context, item);
        break;
      default:
        tracePath(context, item);
        fillAndStroke(context, item);
    }
  } finally {
    context.restore();
  }
}

function tracePath(context: SKRSContext2D, item: Exclude<Item, { kind: 'clip' | 'raster' | 'text' }>): void {
  context.beginPath();
  if (item.kind === 'rect') context.rect(item.x, item.y, item.width, item.height);
  else if (item.kind === 'circle') context.arc(item.x, item.y, item.radius, 0, 2 * Math.PI);
  else {
    const lines = item.kind === 'polyline' ? [item.points] : item.rings;
    for (const line of lines) {
      line.forEach(([x, y], i) => (i === 0 ? context.moveTo(x, y) : context.lineTo(x, y)));
      if (item.kind === 'polygon') context.closePath();
    }
  }
}

function fillAndStroke(context: SKRSContext2D, { fill, stroke, lineWidth, dash, opacity }: Paint): void {
  context.globalAlpha = opacity ?? 1;
  context.lineJoin = 'round';
  if (fill) {
    context.fillStyle = fill;
    context.fill('evenodd');
  }
  if (stroke) {
    context.strokeStyle = stroke;
    context.lineWidth = lineWidth ?? 0.2;
    if (dash) context.setLineDash([...dash]);
    context.stroke();
  }
}

function paintText(context: SKRSContext2D, item: Extract<Item, { kind: 'text' }>): void {
  context.font = `${item.size}px "${item.bold ? families.bold : families.regular}"`;
  context.textAlign = item.anchor === 'middle' ? 'center' : (item.anchor ?? 'start');
  context.textBaseline = 'alphabetic';
  context.translate(item.x, item.y);
  if (item.rotate) context.rotate((-item.rotate * Math.PI) / 180);
  if (item.halo) {
    context.strokeStyle = item.halo.color;
    context.lineWidth = item.halo.width * 2;
    context.lineJoin = 'round';
    context.strokeText(item.text, 0, 0);
  }
  context.fillStyle = item.color;
  context.fillText(item.text, 0, 0);
}
