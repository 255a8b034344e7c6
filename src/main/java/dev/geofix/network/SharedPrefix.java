package dev.geofix.network;

import dev.geofix.network.DerivedTensors.Derived;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What stands before all names of a state dict. Whatever a network is wrapped in to be trained leaves such a part or several:
 * {@code module.}, {@code model.}, {@code backbone.}, {@code state_dict.}, {@code _orig_mod.}.
 */
final class SharedPrefix {
    private SharedPrefix() {}

    /** The source as it is, and then with one part after the other taken off, as long as all names begin with the same one. */
    static List<TensorSource> views(TensorSource source) {
        List<TensorSource> views = new ArrayList<>(List.of(source));
        for (String part = part(source.names()); !part.isEmpty(); part = part(views.getLast().names())) {
            views.add(without(part, views.getLast()));
        }
        return views;
    }

    /** The first part of all names with its dot; empty where they differ in it, or one of them has nothing behind it. */
    private static String part(Set<String> names) {
        String any = names.isEmpty() ? "" : names.iterator().next();
        String part = any.substring(0, any.indexOf('.') + 1);
        return names.stream().allMatch(name -> name.startsWith(part) && name.length() > part.length()) ? part : "";
    }

    private static TensorSource without(String prefix, TensorSource source) {
        Map<String, Derived> tensors = new LinkedHashMap<>();
        source.names().forEach(name -> tensors.put(name.substring(prefix.length()), Derived.same(source, name)));
        return new DerivedTensors(tensors);
    }
}
