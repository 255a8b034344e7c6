package dev.geofix.demo;

import dev.geofix.platform.UserException;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What an empty data folder is filled with.
 *
 * @param enabled whether an empty data folder gets the demo model and the demo gallery at the first start
 * @param model place of the demo model's model.json and weights.safetensors, with a slash at the end
 * @param groundMeters side of the tiles that the demo's map is cut into, metres, 50 to 400
 * @param overlap share of the side that neighbouring tiles of the demo's map have in common, 0 to 0.9
 * @param seed number that the made-up town of the examples grows from; another one, another town
 * @param side tiles along each side of the made-up town, 2 to 100
 */
@ConfigurationProperties("geofix.demo")
record DemoSettings(@DefaultValue("true") boolean enabled, @DefaultValue("classpath:/demo/model/") String model,
        @DefaultValue("100") double groundMeters, @DefaultValue("0.5") double overlap, @DefaultValue("1") long seed,
        @DefaultValue("20") int side) {
    DemoSettings {
        if (!(groundMeters >= 50 && groundMeters <= 400)) {
            throw new UserException("geofix.demo.ground-meters must be 50 to 400, not " + groundMeters);
        }
        if (!(overlap >= 0 && overlap <= 0.9)) {
            throw new UserException("geofix.demo.overlap must be 0 to 0.9, not " + overlap);
        }
        if (side < 2 || side > 100) {
            throw new UserException("geofix.demo.side must be 2 to 100, not " + side);
        }
    }
}
