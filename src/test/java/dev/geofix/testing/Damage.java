package dev.geofix.testing;

import java.util.Arrays;
import java.util.Random;

/** Files as a bad disk or a bad will leaves them: a few changes, of bits, bytes and numbers, or an end too early. */
public final class Damage {
    private static final int[] EXTREMES = {0, 1, 2, 0x7f, 0x80, 0xff};
    private static final int RUN = 12;

    private Damage() {}

    /** @param whole more than {@value #RUN} bytes, which stay as they are */
    public static byte[] of(byte[] whole, Random random) {
        return of(whole, whole.length, random);
    }

    /** @param reach changes are made to so many bytes from the start */
    public static byte[] of(byte[] whole, int reach, Random random) {
        byte[] bytes = whole.clone();
        for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
            int at = random.nextInt(reach);
            switch (random.nextInt(5)) {
                case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> bytes[at] = extreme(random);
                case 2 -> bytes[at] = (byte) random.nextInt();
                case 3 -> Arrays.fill(bytes, at, Math.min(bytes.length, at + 4), extreme(random));
                default -> System.arraycopy(whole, random.nextInt(bytes.length - RUN), bytes,
                        Math.min(at, bytes.length - RUN), RUN);
            }
        }
        return random.nextInt(10) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes;
    }

    private static byte extreme(Random random) {
        return (byte) EXTREMES[random.nextInt(EXTREMES.length)];
    }
}
