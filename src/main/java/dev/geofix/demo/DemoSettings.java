package dev.geofix.demo;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What an empty data folder is filled with.
 *
 * @param enabled whether an empty data folder gets the demo model and the demo gallery at the first start
 * @param model place of the demo model's model.json and weights.safetensors, with a slash at the end
 * @param seed number that the made-up town of the demo gallery grows from; another one, another town
 * @param side tiles along each side of the demo gallery, 2 to 100
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
