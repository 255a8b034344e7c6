package dev.geofix.network;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What became of a state dict.
 *
 * @param loaded names that went in
 * @param missing names the network needs and the source lacks; they kept their values
 * @param unexpected names of the source the network has no place for
 * @param wrongShape names in both whose shapes differ; they kept their values
 */
public record WeightReport(List<String> loaded, List<String> missing, List<String> unexpected,
        List<Mismatch> wrongShape) {
    public WeightReport {
        loaded = List.copyOf(loaded);
        missing = List.copyOf(missing);
        unexpected = List.copyOf(unexpected);
        wrongShape = List.copyOf(wrongShape);
    }

    /** A tensor whose shape is not the one the network needs. */
    public record Mismatch(String name, List<Long> expected, List<Long> found) {
        @Override
        public String toString() {
            return name + " is " + found + " but must be " + expected;
        }
    }

    /** The part of the report on names with this prefix; unexpected names are kept, whatever they begin with. */
    public WeightReport under(String prefix) {
        return new WeightReport(loaded.stream().filter(name -> name.startsWith(prefix)).toList(),
                missing.stream().filter(name -> name.startsWith(prefix)).toList(), unexpected,
                wrongShape.stream().filter(mismatch -> mismatch.name().startsWith(prefix)).toList());
    }

    /** Whether every weight of the network was loaded; unexpected names do no harm. */
    public boolean complete() {
        return missing.isEmpty() && wrongShape.isEmpty();
    }

    /** @throws InvalidModelException with the whole report when a weight is missing or has a wrong shape */
    public WeightReport requireComplete() {
        if (!complete()) {
            throw new InvalidModelException("the weights do not fit the network: " + this);
        }
        return this;
    }

    @Override
    public String toString() {
        return loaded.size() + " loaded" + part("missing", missing) + part("wrong shape", wrongShape)
                + part("unexpected", unexpected);
    }

    private static String part(String what, List<?> names) {
        return names.isEmpty()
                ? ""
                : names.stream().map(Object::toString)
                        .collect(Collectors.joining(", ", "; " + names.size() + " " + what + ": ", ""));
    }
}
