/** Patches of a mask: a label per pixel (0 none, 1 … count), four-connected as gdal_polygonize joins them. */
export interface Patches {
  labels: Int32Array;
  count: number;
}

/** Labels connected pixels where mask is not 0; row-major, width · height. Patches are numbered in reading order. */
export function connectedPatches(mask: Uint8Array, width: number, height: number): Patches {
  const labels = new Int32Array(mask.length);
  const stack: number[] = [];
  let count = 0;
  for (let start = 0; start < mask.length; start++) {
    if (mask[start] === 0 || labels[start] !== 0) continue;
    count++;
    labels[start] = count;
    stack.push(start);
    while (stack.length > 0) {
      const at = stack.pop()!;
      const col = at % width;
      const visit = (next: number) => {
        if (mask[next] !== 0 && labels[next] === 0) {
          labels[next] = count;
          stack.push(next);
        }
      };
      if (col > 0) visit(at - 1);
      if (col < width - 1) visit(at + 1);
      if (at >= width) visit(at - width);
      if (at < width * (height - 1)) visit(at + width);
    }
  }
  return { labels, count };
}
