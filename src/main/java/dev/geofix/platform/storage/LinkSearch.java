package dev.geofix.platform.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Looks through folders for links that lead out of roots; each real folder once, so that circles of links end. */
final class LinkSearch {
    private final FolderRoots roots;
    private final Deque<Path> open = new ArrayDeque<>();
    private final Set<Path> seen = new HashSet<>();

    LinkSearch(FolderRoots roots) {
        this.roots = roots;
    }

    Optional<Path> below(Path folder) throws IOException {
        open.add(folder);
        while (!open.isEmpty()) {
            Path next = open.remove().toRealPath();
            if (!seen.add(next)) {
                continue;
            }
            try (Stream<Path> tree = Files.walk(next)) {
                for (Iterator<Path> entries = tree.iterator(); entries.hasNext();) {
                    Path entry = entries.next();
                    if (Files.isSymbolicLink(entry) && !isInside(entry)) {
                        return Optional.of(entry);
                    }
                }
            }
        }
        return Optional.empty();
    }

    private boolean isInside(Path link) {
        if (Files.isDirectory(link)) {
            open.add(link);
        }
        return roots.contain(link);
    }
}
