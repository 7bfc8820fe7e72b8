/** The tables of EPSG parameters, for the window; under Node `#epsg-parameters` is a module that loads them when first asked. */
export { toProj4, type GeoKeys } from 'geotiff-geokeys-to-proj4';
