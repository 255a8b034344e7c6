#!/bin/sh
# Search on the same vectors in one run: Geofix' index, its exact scans, hnswlib, faiss.
#   benchmarks/index.sh MODEL IMAGES VECTORS WORK
# MODEL: folder of a model; IMAGES: folder of tiles; VECTORS: how many to grow; WORK: scratch folder, some 60 KB a vector.
# JAVA and PYTHON name the programs; Debian's hnswlib and faiss are seen by /usr/bin/python3 alone. GEOFIX_PEERS=0 leaves the peers out.
set -eu
[ $# -eq 4 ] || { sed -n '2,5p' "$0"; exit 2; }
model=$1 images=$2 vectors=$3 work=$4
here=$(dirname "$0")
geofix="${JAVA:-java} --enable-native-access=ALL-UNNAMED -Xmx${HEAP:-6g} -jar ${JAR:-$here/../target/geofix.jar}"
peers=${GEOFIX_PEERS:-1}
mkdir -p "$work"
[ -f "$work/real.npy" ] || $geofix embed --model "$model" --images "$images" --out "$work/real.npy"
[ "$peers" = 0 ] || export_to="--export $work/data-$vectors"
$geofix measure-index --base "$work/real.npy" --vectors "$vectors" --index "$work/index-$vectors" ${export_to:-}
[ "$peers" = 0 ] || ${PYTHON:-/usr/bin/python3} "$here/index_peers.py" "$work/data-$vectors"
