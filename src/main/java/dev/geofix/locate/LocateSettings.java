package dev.geofix.locate;

import dev.geofix.platform.UserException;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How a photo is asked for.
 *
 * @param turnsWithHeading degrees by which a photo with a known heading is turned after it has been put north-up; each turn is asked
 *     for, and a tile's score is its best. Some cameras write a heading that is off by half a turn
 * @param turnsWithoutHeading degrees by which a photo whose heading is unknown is turned as it is, each of which is asked for
 * @param candidates tiles that the fix looks at, whatever number of matches is answered
 * @param parallel requests for photos or embeddings that are worked on at once; one more is answered 503. As many as the network's queue has room for, at four turns a
 *     photo, makes most of the network without making anybody wait long
 */
@ConfigurationProperties("geofix.locate")
public record LocateSettings(@DefaultValue( {
    "0", "180"}) List<Double> turnsWithHeading,
        @DefaultValue({"0", "90", "180", "270"}) List<Double> turnsWithoutHeading,
        @DefaultValue("20") int candidates, @DefaultValue("16") int parallel){
    public static final LocateSettings DEFAULT = new LocateSettings(List.of(0.0, 180.0),
            List.of(0.0, 90.0, 180.0, 270.0), 20,
            16);

    public LocateSettings {
        if (turnsWithHeading.isEmpty() || turnsWithoutHeading.isEmpty() || candidates < 1 || parallel < 1) {
            throw new UserException(
                    "geofix.locate needs at least one turn of each kind, and candidates and parallel of at least 1");
        }
    }
}
