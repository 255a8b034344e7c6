package dev.geofix.demo;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What an empty data folder is filled with.
 *
 * @param enabled false leaves it empty
 * @param model where model.json and weights.safetensors of the demo model are, with a slash at the end
 * @param seed of the town
 * @param side tiles along each side of the gallery, 2 at least
 */
@ConfigurationProperties("geofix.demo")
record DemoSettings(@DefaultValue("true") boolean enabled, @DefaultValue("classpath:/demo/model/") String model,
        @DefaultValue("1") long seed, @DefaultValue("20") int side) {
    DemoSettings {
        if (side < 2 || side > 100) {
            throw new IllegalArgumentException("geofix.demo.side must be 2 to 100, not " + side);
        }
    }
}
