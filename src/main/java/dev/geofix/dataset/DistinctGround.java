package dev.geofix.dataset;

import dev.geofix.imaging.ImageDecoder;
import dev.geofix.imaging.ImageRejectedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Keeps the halves of a folder honest where its images overlap: of test images that share ground the first stays, and no image to learn
 * from shares ground with a test image. Without it a test asks for ground that was learnt, and counts its twin as a miss.
 */
final class DistinctGround {
    private final ImageDecoder decoder;

    DistinctGround(ImageDecoder decoder) {
        this.decoder = decoder;
    }

    GroundSplit of(GroundSplit halves) {
        Map<Path, PhaseSpectrum> test = spectra(halves.test());
        List<PhaseSpectrum> kept = new ArrayList<>();
        List<Path> distinct = new ArrayList<>();
        test.forEach((file, spectrum) -> {
            if (kept.parallelStream().noneMatch(spectrum::sharesGroundWith)) {
                kept.add(spectrum);
                distinct.add(file);
            }
        });
        List<Path> train = spectra(halves.train()).entrySet().parallelStream()
                .filter(entry -> kept.stream().noneMatch(entry.getValue()::sharesGroundWith)).map(Map.Entry::getKey)
                .toList();
        int dropped = halves.test().size() - distinct.size() + halves.train().size() - train.size();
        return new GroundSplit(train, distinct, halves.leftOut() + dropped);
    }

    /** In the order of the files. */
    private Map<Path, PhaseSpectrum> spectra(List<Path> files) {
        List<PhaseSpectrum> spectra = files.parallelStream().map(this::spectrum).toList();
        Map<Path, PhaseSpectrum> byFile = new LinkedHashMap<>();
        for (int i = 0; i < files.size(); i++) {
            byFile.put(files.get(i), spectra.get(i));
        }
        return byFile;
    }

    private PhaseSpectrum spectrum(Path file) {
        try {
            return PhaseSpectrum.of(decoder.decode(Files.readAllBytes(file)));
        } catch (ImageRejectedException e) {
            return PhaseSpectrum.NONE;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
