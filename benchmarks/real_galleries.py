"""Makes gallery folders, as `calibrate` takes them, of the real places in ../shared/imagery/pairs.

Usage: real_galleries.py SHARED OUT   (Debian's python3-gdal, python3-pil, libimage-exiftool-perl, gdal-bin)

OUT gets campus (tiles of 100 m with half overlap, the frames of the flight), brighton20 and brighton21 (map tiles of a zoom, the
drone's photos with the places of their EXIF), aero0 and aero1 (tiles of 100 m of the two maps; the photo that lies on the first).
"""
import csv, glob, json, math, os, shutil, subprocess, sys

from osgeo import gdal
from PIL import Image

EARTH = 6378137.0
SIDE, STEP = 100, 50  # metres


def geographic(x, y):
    """Latitude and longitude of a place in web mercator, metres."""
    return math.degrees(2 * math.atan(math.exp(y / EARTH)) - math.pi / 2), math.degrees(x / EARTH)


def manifest(folder, tiles):
    with open(folder + "/manifest.csv", "w") as out:
        out.write("file,tile,latitude,longitude,west,south,east,north\n")
        for file, west, south, east, north in tiles:
            name = os.path.splitext(os.path.basename(file))[0]
            out.write(f"{file},{name},{(south + north) / 2:.9f},{(west + east) / 2:.9f},{west:.9f},{south:.9f},{east:.9f},{north:.9f}\n")
    print(folder, len(tiles), "tiles")


def photos(folder, placed):
    os.makedirs(folder + "/photos", exist_ok=True)
    with open(folder + "/photos.csv", "w") as out:
        out.write("file,latitude,longitude,heading\n")
        for file, latitude, longitude, heading in placed:
            shutil.copy(file, folder + "/photos/")
            out.write(f"photos/{os.path.basename(file)},{latitude},{longitude},{heading}\n")
    print(folder, len(placed), "photos")


def squares(image, folder, corner, pixel):
    """Cuts squares out of a picture; corner(x, y) gives latitude and longitude of a pixel's upper left corner."""
    os.makedirs(folder, exist_ok=True)
    side, tiles = round(SIDE / pixel), []
    for y in range(0, image.height - side + 1, round(STEP / pixel)):
        for x in range(0, image.width - side + 1, round(STEP / pixel)):
            tile = image.crop((x, y, x + side, y + side))
            black = tile.convert("L").point(lambda v: 255 if v == 0 else 0).histogram()[255]
            if black > 0.7 * side * side:
                continue
            (north, west), (south, east) = corner(x, y), corner(x + side, y + side)
            tile.save(f"{folder}/t{y:04d}_{x:04d}.png")
            tiles.append((f"t{y:04d}_{x:04d}.png", west, south, east, north))
    manifest(folder, tiles)


def campus(shared, out):
    source, folder = shared + "/imagery/pairs/campus/", out + "/campus"
    os.makedirs(folder, exist_ok=True)
    colours = gdal.Translate("/vsimem/rgb.tif", source + "map.tif", rgbExpand="rgb")
    latitude = 33.645
    stretch = 1 / math.cos(math.radians(latitude))
    warped = gdal.Warp(out + "/campus.tif", colours, dstSRS="EPSG:3857", resampleAlg="cubic", xRes=0.5 * stretch, yRes=0.5 * stretch)
    left, width, _, top, _, height = warped.GetGeoTransform()
    warped = None
    image = Image.open(out + "/campus.tif").convert("RGB")
    squares(image, folder, lambda x, y: geographic(left + x * width, top + y * height), 0.5)
    truth = {int(row["frame"]): row for row in csv.DictReader(open(source + "truth.csv"))}
    frames = sorted(glob.glob(source + "frames/*.jpg"))
    placed = [(frame, truth[int(os.path.basename(frame)[:5])]) for frame in frames]
    photos(folder, [(f, row["latitude"], row["longitude"], row["headingDegrees"]) for f, row in placed])
    # The same with what a drone would have written into them.
    told = out + "/campus-told"
    shutil.copytree(folder, told, dirs_exist_ok=True)
    for frame, row in placed:
        heading = (float(row["headingDegrees"]) + 180) % 360 - 180
        focal = 24 / 36 * Image.open(frame).width
        subprocess.run(["exiftool", "-q", "-overwrite_original", f"-XMP-drone-dji:GimbalYawDegree={heading:+.1f}",
                        f"-XMP-drone-dji:RelativeAltitude={float(row['metersPerPixel']) * focal:+.2f}",
                        "-XMP-drone-dji:GimbalPitchDegree=-90.0", "-FocalLengthIn35mmFormat=24",
                        f"{told}/photos/{os.path.basename(frame)}"], check=True)


def brighton(shared, out, zoom):
    source, folder = shared + "/imagery/pairs/brighton/", f"{out}/brighton{zoom}"
    os.makedirs(folder, exist_ok=True)
    tiles = []
    for row in csv.DictReader(open(source + "tiles.csv")):
        if row["z"] == zoom and row["usable"] == "1":
            name = f"{zoom}_{row['x']}_{row['y_xyz']}.png"
            shutil.copy(source + row["path"], folder + "/" + name)
            tiles.append((name, *(float(row[edge]) for edge in ("west", "south", "east", "north"))))
    manifest(folder, tiles)
    read = subprocess.run(["exiftool", "-json", "-n", "-GPSLatitude", "-GPSLongitude", source + "photos"], capture_output=True, text=True)
    photos(folder, [(e["SourceFile"], e["GPSLatitude"], e["GPSLongitude"], "") for e in json.loads(read.stdout)])


def aero(shared, out):
    source = shared + "/imagery/pairs/aero-vloc/"
    for row in csv.DictReader(open(source + "map/map_metadata.txt"), delimiter=" "):
        image = Image.open(source + "map/" + row["filename"]).convert("RGB")
        north, west, south, east = (float(row[k]) for k in ("top_left_lat", "top_left_lon", "bottom_right_lat", "bottom_right_lon"))
        corner = lambda x, y: (north + (south - north) * y / image.height, west + (east - west) * x / image.width)
        pixel = (north - south) * 111_195 / image.height
        folder = out + "/aero" + row["filename"][0]
        squares(image, folder, corner, pixel)
    first = next(csv.DictReader(open(source + "queries/queries.txt"), delimiter=" "))
    photos(out + "/aero0", [(source + "queries/" + first["filename"], first["lat"], first["lon"], "")])


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    gdal.UseExceptions()
    os.makedirs(sys.argv[2], exist_ok=True)
    campus(*sys.argv[1:])
    for zoom in ("20", "21"):
        brighton(*sys.argv[1:], zoom)
    aero(*sys.argv[1:])
