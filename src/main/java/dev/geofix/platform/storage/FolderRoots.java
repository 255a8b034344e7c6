package dev.geofix.platform.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Folders of the server below which callers may name files and folders; what a link leads out of them is not there. */
public record FolderRoots(List<Path> roots) {
    /** @param otherwise taken when there are no roots */
    public static FolderRoots of(List<Path> roots, Path otherwise) {
        return new FolderRoots(roots.isEmpty()
                ? List.of(otherwise)
                : roots.stream().map(root -> root.toAbsolutePath().normalize()).toList());
    }

    /**
     * The real path of a folder.
     *
     * @param name absolute, or relative to one of the roots
     */
    public Optional<Path> folder(String name) {
        return find(name, Files::isDirectory);
    }

    /** The same of a regular file. */
    public Optional<Path> file(String name) {
        return find(name, Files::isRegularFile);
    }

    /**
     * The first link below a folder that leads out of the roots, or nowhere. What links lead to inside the roots is looked at as well.
     *
     * @throws IOException when a folder cannot be listed
     */
    public Optional<Path> strayLink(Path folder) throws IOException {
        return new LinkSearch(this).below(folder);
    }

    boolean contain(Path link) {
        return folder(link.toString()).isPresent() || file(link.toString()).isPresent();
    }

    private Optional<Path> find(String name, Predicate<Path> kind) {
        for (Path root : roots) {
            try {
                Path real = root.resolve(name).toRealPath();
                if (real.startsWith(root.toRealPath()) && kind.test(real)) {
                    return Optional.of(real);
                }
            } catch (IOException | InvalidPathException e) {
                // not below this root
            }
        }
        return Optional.empty();
    }

    /** Looks through folders for links that lead out of roots; each real folder once, so that circles of links end. */
    private static final class LinkSearch {
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
}
