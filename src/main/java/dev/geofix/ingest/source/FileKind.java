package dev.geofix.ingest.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.apache.commons.compress.archivers.tar.TarUtils;

/** Kinds of files that matter to imports, told by how they begin and never by their names. */
public enum FileKind {
    ZIP, GZIP, TAR, SQLITE, TIFF,
    /** 7z, rar, xz, bzip2, zstd: archives that are not taken. */
    OTHER_ARCHIVE,
    /** Pictures, texts, anything else. */
    OTHER;

    /** So many bytes tell. */
    public static final int HEAD = 512;

    public static FileKind of(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return of(in.readNBytes(HEAD));
        }
    }

    /** @param head the first bytes, {@value #HEAD} unless there are fewer */
    public static FileKind of(byte[] head) {
        if (begins(head, "PK\3\4") || begins(head, "PK\5\6")) {
            return ZIP;
        }
        if (begins(head, "\u001f\u008b")) {
            return GZIP;
        }
        if (begins(head, "SQLite format 3\0")) {
            return SQLITE;
        }
        if (begins(head, "II*\0") || begins(head, "MM\0*") || begins(head, "II+\0") || begins(head, "MM\0+")) {
            return TIFF;
        }
        if (begins(head, "7z\u00bc\u00af'\u001c") || begins(head, "Rar!\u001a\7") || begins(head, "\u00fd7zXZ\0")
                || begins(head, "BZh") || begins(head, "(\u00b5/\u00fd")) {
            return OTHER_ARCHIVE;
        }
        return head.length == HEAD && isTar(head) ? TAR : OTHER;
    }

    private static boolean isTar(byte[] head) {
        try {
            return TarUtils.verifyCheckSum(head);
        } catch (IllegalArgumentException e) {
            // There is no number where a tar has its checksum.
            return false;
        }
    }

    /** Whether it holds files, or is packed. */
    public boolean isPacked() {
        return this == ZIP || this == GZIP || this == TAR || this == OTHER_ARCHIVE;
    }

    private static boolean begins(byte[] head, String magic) {
        byte[] expected = magic.getBytes(StandardCharsets.ISO_8859_1);
        return head.length >= expected.length && Arrays.equals(head, 0, expected.length, expected, 0, expected.length);
    }
}
