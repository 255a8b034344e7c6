package dev.geofix.gallery;

import java.util.zip.CRC32C;

/** CRC-32C, which stands beside every large value in the store. */
public final class Checksum {
    private Checksum() {}

    public static long of(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        return crc.getValue();
    }
}
