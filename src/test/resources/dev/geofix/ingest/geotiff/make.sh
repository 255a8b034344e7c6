set -e
# A picture of 64 x 64 pixels: red grows by 4 a column, green by 4 a row, blue is 128. Half a metre a pixel, UTM 32 north.
G="gdal_translate -q -a_srs EPSG:32632 -a_ullr 601234.5 5334567.25 601266.5 5334535.25"
T="-co TILED=YES -co BLOCKXSIZE=32 -co BLOCKYSIZE=32"
$G -co COMPRESS=DEFLATE -co PREDICTOR=2 base.ppm deflate-strips.tif
F="gdal_translate -q deflate-strips.tif"
$F -co COMPRESS=LZW $T lzw-tiles.tif
$F -co COMPRESS=LZW -co PREDICTOR=2 -co BLOCKYSIZE=7 lzw-strips-of-7.tif
$F -co COMPRESS=PACKBITS -co INTERLEAVE=BAND packbits-bands.tif
$F -co COMPRESS=JPEG -co JPEG_QUALITY=95 $T jpeg-rgb-tiles.tif
$F -co COMPRESS=JPEG -co JPEG_QUALITY=95 -co PHOTOMETRIC=YCBCR $T jpeg-ycbcr-tiles.tif
$F -co COMPRESS=JPEG -co JPEG_QUALITY=95 -co INTERLEAVE=BAND $T jpeg-bands-tiles.tif
$F -co BIGTIFF=YES -co ENDIANNESS=BIG -co COMPRESS=DEFLATE -co PREDICTOR=2 $T bigtiff-big-endian.tif
$F -ot UInt16 -scale 0 255 0 4080 -co COMPRESS=DEFLATE -co PREDICTOR=2 $T sixteen-bits.tif
$F -ot UInt16 -scale 0 255 0 4080 -co COMPRESS=LZW -co PREDICTOR=2 -co ENDIANNESS=BIG -co INTERLEAVE=BAND sixteen-bits-big-endian.tif
$F -b 1 -b 2 -b 3 -b 1 -colorinterp_4 alpha -scale_4 64 68 0 255 -co COMPRESS=DEFLATE -co PREDICTOR=2 $T alpha.tif
$F -b 3 -b 2 -b 1 -colorinterp blue,green,red -co PHOTOMETRIC=MINISBLACK -co COMPRESS=DEFLATE -co PREDICTOR=2 bgr.tif
$F -b 1 -co COMPRESS=DEFLATE -co PREDICTOR=2 grey.tif
$F -b 1 -co COMPRESS=DEFLATE -co PREDICTOR=2 -co PHOTOMETRIC=MINISWHITE white-is-zero.tif
gdal_translate -q --config GDAL_TIFF_INTERNAL_MASK YES -mask 1 -co COMPRESS=JPEG -co JPEG_QUALITY=95 -co PHOTOMETRIC=YCBCR deflate-strips.tif mask.tif
gdal_translate -q -of COG -co BLOCKSIZE=128 -co COMPRESS=DEFLATE -co PREDICTOR=YES -outsize 400% 400% -r near deflate-strips.tif cog.tif
$F -mo AREA_OR_POINT=Point -co COMPRESS=DEFLATE -co PREDICTOR=2 point.tif
gdal_translate -q -of VRT deflate-strips.tif turned.vrt
sed -i 's#<GeoTransform>.*</GeoTransform>#<GeoTransform>601234.5, 0.4, 0.3, 5334567.25, 0.3, -0.4</GeoTransform>#' turned.vrt
gdal_translate -q -co COMPRESS=DEFLATE -co PREDICTOR=2 turned.vrt turned.tif
sed -i 's#<GeoTransform>.*</GeoTransform>#<GeoTransform>601234.5, 0.5, 0, 5334535.25, 0, 0.5</GeoTransform>#' turned.vrt
gdal_translate -q -co COMPRESS=DEFLATE -co PREDICTOR=2 turned.vrt south-up.tif
gdal_translate -q -a_srs EPSG:3857 -a_ullr 1153000 6126000 1153048 6125952 -co COMPRESS=DEFLATE -co PREDICTOR=2 base.ppm web-mercator.tif
gdal_translate -q -a_srs EPSG:4326 -a_ullr 10.36 48.16 10.3604 48.159732 -co COMPRESS=DEFLATE -co PREDICTOR=2 base.ppm geographic.tif
gdal_translate -q -a_srs EPSG:4326 -a_ullr 179.9998 -16.5 180.0002 -16.5004 -co COMPRESS=DEFLATE -co PREDICTOR=2 base.ppm date-line.tif
$F -co COMPRESS=ZSTD zstd.tif
$F -co COMPRESS=LERC lerc.tif
$F -co COMPRESS=WEBP webp.tif
$F -ot Float32 -co COMPRESS=DEFLATE floating-point.tif
gdal_translate -q -co COMPRESS=DEFLATE -co PREDICTOR=2 base.ppm no-georeference.tif
gdal_translate -q -a_ullr 601234.5 5334567.25 601266.5 5334535.25 -co COMPRESS=DEFLATE -co PREDICTOR=2 base.ppm no-coordinate-system.tif
gdal_translate -q -gcp 0 0 10 50 -gcp 64 0 10.1 50 -gcp 0 64 10 49.9 -a_srs EPSG:4326 -co COMPRESS=DEFLATE -co PREDICTOR=2 base.ppm control-points.tif
$F -a_srs "+proj=robin +lon_0=0 +datum=WGS84" -co COMPRESS=DEFLATE -co PREDICTOR=2 robinson.tif
rm -f *.vrt *.xml
