#!/usr/bin/env python3
"""Reference coordinates of every EPSG system, by PROJ: code, longitude, latitude, x, y, metres a unit; five places a system.

projections.py [proj.db] > reference.csv ; needs python3-gdal. Then
benchmarks/test-main.sh 1g dev.geofix.geo.EpsgCodesList reference.csv prints src/main/resources/…/epsg-codes.txt.
"""
import sqlite3
import sys

from osgeo import osr

osr.UseExceptions()
TRADITIONAL = osr.OAMS_TRADITIONAL_GIS_ORDER
DATABASE = sys.argv[1] if len(sys.argv) > 1 else "/usr/share/proj/proj.db"


def system(code):
    found = osr.SpatialReference()
    found.ImportFromEPSG(code)
    found.SetAxisMappingStrategy(TRADITIONAL)
    return found


wgs84 = system(4326)
codes = sqlite3.connect(DATABASE).execute(
    "select distinct code from crs_view where auth_name = 'EPSG' and type in ('projected', 'geographic 2D')"
    " order by cast(code as integer)").fetchall()
for (code,) in codes:
    try:
        projected = system(int(code))
        area = projected.GetAreaOfUse()
        west, south, north = area.west_lon_degree, area.south_lat_degree, area.north_lat_degree
        width = (area.east_lon_degree - west) % 360 or 360
        turn = osr.CoordinateTransformation(wgs84, projected)
        lines = []
        for u, v in ((0.5, 0.5), (0.3, 0.3), (0.7, 0.3), (0.3, 0.7), (0.7, 0.7)):
            longitude = (west + u * width + 180) % 360 - 180
            latitude = south + v * (north - south)
            x, y, _ = turn.TransformPoint(longitude, latitude)
            unit = projected.GetLinearUnits() if projected.IsProjected() else 111320
            lines.append(f"{code},{longitude:.9f},{latitude:.9f},{x:.9f},{y:.9f},{unit!r}")
        print("\n".join(lines))
    except (RuntimeError, AttributeError):
        pass  # PROJ cannot do it either
