import { execFileSync } from 'node:child_process';
import { createCanvas, loadImage } from '@napi-rs/canvas';

export interface Pixels {
  width: number;
  height: number;
  /** RGBA. */
  data: Uint8ClampedArray;
}

/** A picture's pixels; with a width, made smaller to it by the mean of what falls into a pixel. */
export async function pixelsOf(png: Buffer, width?: number): Promise<Pixels> {
  const image = await loadImage(png);
  const canvas = createCanvas(image.width, image.height);
  const context = canvas.getContext('2d');
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(0, 0, image.width, image.height);
  const whole = { width: image.width, height: image.height, data };
  return width === undefined || width === image.width ? whole : smaller(whole, width);
}

function smaller({ width: from, height: lines, data }: Pixels, width: number): Pixels {
  const height = Math.round((lines * width) / from);
  const small = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const [x0, x1] = [Math.floor((x * from) / width), Math.floor(((x + 1) * from) / width)];
      const [y0, y1] = [Math.floor((y * lines) / height), Math.floor(((y + 1) * lines) / height)];
      const sums = [0, 0, 0];
      for (let row = y0; row < y1; row++)
        for (let col = x0; col < x1; col++)
          for (let k = 0; k < 3; k++) sums[k] += data[(row * from + col) * 4 + k];
      for (let k = 0; k < 3; k++) small[(y * width + x) * 4 + k] = sums[k] / ((x1 - x0) * (y1 - y0));
    }
  return { width, height, data: small };
}

export const hasPoppler = (() => {
  try {
    execFileSync('pdftoppm', ['-v'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();
