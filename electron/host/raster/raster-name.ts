/** Files that are looked for where a folder or an archive is opened as scenes. */
export const rasterName = /\.(tiff?|jp2|j2k|hdf|he5|h5|nc)$/i;
