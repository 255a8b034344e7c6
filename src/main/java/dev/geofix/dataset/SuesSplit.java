package dev.geofix.dataset;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Collectors;

/** Which places of SUES-200 train: 120 of 200, as the benchmark's repository lists them in {@code script/indexs.yaml}. */
final class SuesSplit {
    private static final int[] NUMBERS = {
        1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 13, 15, 16, 20, 21, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 36,
        37, 39, 43, 44, 45, 51, 55, 56, 57, 58, 60, 64, 66, 67, 69, 70, 73, 74, 76, 77, 80, 81, 82, 84, 85,
        86, 87, 88, 89, 90, 91, 94, 96, 97, 100, 101, 102, 103, 104, 105, 106, 113, 116, 118, 119, 120,
        123, 125, 126, 127, 129, 132, 134, 137, 139, 141, 142, 145, 146, 147, 148, 149, 151, 152, 155, 156,
        157, 158, 159, 160, 163, 166, 167, 168, 169, 171, 174, 179, 180, 182, 183, 184, 185, 186, 187, 191,
        192, 193, 196, 197, 198, 199, 200};

    /** Names of the places, four digits each. */
    static final Set<String> TRAINING = IntStream.of(NUMBERS)
            .mapToObj(number -> String.format(Locale.ROOT, "%04d", number))
            .collect(Collectors.toCollection(TreeSet::new));

    private SuesSplit() {}
}
