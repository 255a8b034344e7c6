package dev.geofix.evaluation;

import dev.geofix.imaging.PhotoMetadata;
import dev.geofix.platform.UserException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How much of what is known of a photo a search is told:
 *
 * <ul>
 * <li>{@code photo}: what the photo says itself;
 * <li>{@code nothing}; {@code heading}: that and nothing else; {@code no-heading}: all but that;
 * <li>{@code heading+30}, {@code heading-30}: as the photo says, with a heading that is wrong by so many degrees;
 * <li>{@code altitude*0.7}: as the photo says, with an altitude that is wrong by this factor.
 * </ul>
 *
 * A heading that the photo lacks may stand beside its place, in the column {@code heading} of {@code photos.csv}.
 *
 * @param name as above
 * @param headingError degrees
 * @param altitudeFactor 1 where it is right
 */
record ToldMetadata(String name, double headingError, double altitudeFactor) {
    private static final String PHOTO = "photo";
    private static final String NOTHING = "nothing";
    private static final String HEADING = "heading";
    private static final String NO_HEADING = "no-heading";
    private static final Pattern WRONG_HEADING = Pattern.compile("heading([+-]\\d{1,3}(\\.\\d+)?)");
    private static final Pattern WRONG_ALTITUDE = Pattern.compile("altitude\\*(\\d{1,3}(\\.\\d+)?)");

    /** @throws UserException when it is none of those */
    static ToldMetadata of(String text) {
        Matcher heading = WRONG_HEADING.matcher(text);
        if (heading.matches()) {
            return new ToldMetadata(text, Double.parseDouble(heading.group(1)), 1);
        }
        Matcher altitude = WRONG_ALTITUDE.matcher(text);
        if (altitude.matches() && Double.parseDouble(altitude.group(1)) > 0) {
            return new ToldMetadata(text, 0, Double.parseDouble(altitude.group(1)));
        }
        return switch (text) {
            case PHOTO, NOTHING, HEADING, NO_HEADING -> new ToldMetadata(text, 0, 1);
            default -> throw new UserException("--told has " + text + "; it knows photo, nothing, heading, "
                    + "no-heading, heading+30 (or another number of degrees, or -) and altitude*0.7 (or another factor)");
        };
    }

    /**
     * What is told of a photo; null where that cannot be, since what should be wrong is not known.
     *
     * @param known heading beside its place, degrees clockwise from north
     */
    @Nullable
    PhotoMetadata of(PhotoMetadata photo, @Nullable Double known) {
        Double heading = photo.headingDegrees() == null ? known : photo.headingDegrees();
        PhotoMetadata bare = PhotoMetadata.ofSize(photo.width(), photo.height());
        Double altitude = photo.relativeAltitudeMeters();
        if (altitudeFactor != 1) {
            return altitude == null
                    ? null
                    : photo.with(new PhotoMetadata.Overrides(null, altitude * altitudeFactor, null, null));
        }
        return switch (name) {
            case PHOTO -> photo;
            case NOTHING -> bare;
            case NO_HEADING -> new PhotoMetadata(photo.width(), photo.height(), photo.position(), null, photo.pitch(),
                    photo.horizon(), photo.altitude(), photo.focal(), photo.absoluteAltitude(), photo.remarks());
            default -> heading == null
                    ? null
                    : (name.equals(HEADING) ? bare : photo)
                            .with(new PhotoMetadata.Overrides((heading + headingError + 360) % 360, null, null, null));
        };
    }
}
