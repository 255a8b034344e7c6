package dev.geofix.ingest.geotiff;

/** The size that a JPEG tells of. A progressive one takes memory for all of it before the first row is there. */
final class JpegFrame {
    private JpegFrame() {}

    /** Whether the first frame is no larger. */
    static boolean fits(byte[] bytes, int from, int width, int height) {
        int at = from + 2;
        while (at + 9 < bytes.length && (bytes[at] & 0xff) == 0xff) {
            int marker = bytes[at + 1] & 0xff;
            if (marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc) {
                int rows = number(bytes, at + 5);
                int columns = number(bytes, at + 7);
                return rows > 0 && rows <= height && columns > 0 && columns <= width;
            }
            at += marker == 0xff ? 1 : 2 + number(bytes, at + 2);
        }
        return false;
    }

    private static int number(byte[] bytes, int at) {
        return (bytes[at] & 0xff) << 8 | bytes[at + 1] & 0xff;
    }
}
