package dev.geofix.locate;

import dev.geofix.gallery.GalleryName;
import dev.geofix.gallery.search.AttributeFilters;
import dev.geofix.gallery.search.SearchRequest;
import dev.geofix.geo.BoundingBox;
import dev.geofix.geo.GeoPoint;
import dev.geofix.imaging.PhotoMetadata;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The query string of locate.
 *
 * @param minScore matches below it are left out; the fix looks at them all the same
 */
record LocateParameters(
        @Parameter(description = "Where to look", schema = @Schema(type = "string", defaultValue = "default")) @Nullable GalleryName gallery,

        @Parameter(description = "Matches to answer", schema = @Schema(type = "integer", defaultValue = "10")) @Min(1) @Max(100) @Nullable Integer topK,

        @Parameter(description = "Leaves out matches below this cosine; the fix looks at them all the same") @DecimalMin("-1") @DecimalMax("1") @Nullable Double minScore,

        @Parameter(description = "latitude,longitude: only tiles whose centre lies within radius of it", schema = @Schema(type = "string")) @Nullable GeoPoint near,

        @Parameter(description = "Metres round near") @DecimalMin(value = "0", inclusive = false) @DecimalMax("20100000") @Nullable Double radius,

        @Parameter(description = "west,south,east,north: only tiles whose centre lies in this box", schema = @Schema(type = "string")) @Nullable BoundingBox bbox,

        @Parameter(description = "name=value: only tiles with this attribute; may be given several times, and all must hold", array = @ArraySchema(schema = @Schema(type = "string", example = "season=summer"))) @Nullable AttributeFilters attribute,
        @Parameter(description = "Where the photo's upper edge points, degrees clockwise from north; "
                + "without it the photo's own metadata decides") @DecimalMin("-360") @DecimalMax("360") @Nullable Double heading,

        @Parameter(description = "Metres of the camera above the ground; without it the photo's own metadata decides") @DecimalMin(value = "0", inclusive = false) @DecimalMax("20000") @Nullable Double altitude,

        @Parameter(description = "Focal length, millimetres on 35 mm film; without it the photo's own metadata decides") @DecimalMin(value = "0", inclusive = false) @DecimalMax("10000") @Nullable Double focal,

        @Parameter(description = "Pitch of the camera: -90 looks straight down, 0 at the horizon; "
                + "without it the photo's own metadata decides") @DecimalMin("-90") @DecimalMax("90") @Nullable Double pitch,

        @Parameter(description = "Tiles that the photo is compared with closely; more find more and take longer", schema = @Schema(type = "integer", defaultValue = "50")) @Min(1) @Max(500) @Nullable Integer candidates,

        @Parameter(description = "x,y;x,y;...: pixels of the photo whose ground is asked for", schema = @Schema(type = "string", example = "100,200;300,400")) @Nullable PhotoPixels pixels,

        @Parameter(description = "Whether to say how the answer came about", schema = @Schema(type = "boolean")) @Nullable Boolean explain) {

    @Schema(hidden = true)
    @AssertTrue(message = "near and radius belong together: near=latitude,longitude&radius=metres")
    boolean isRadiusWithNear() {
        return (near == null) == (radius == null);
    }

    GalleryName galleryOrDefault() {
        return gallery == null ? new GalleryName("default") : gallery;
    }

    /** Enough for the answer and for the fix, which also looks at what the answer leaves out. */
    SearchRequest search(int most) {
        return new SearchRequest(Math.max(topKOrDefault(), most), -1, bbox,
                near == null || radius == null ? null : new SearchRequest.Near(near, radius),
                attribute == null ? List.of() : attribute.all());
    }

    /** What is said about the photo. */
    PhotoMetadata.Overrides overrides() {
        return new PhotoMetadata.Overrides(heading, altitude, focal, pitch);
    }

    int topKOrDefault() {
        return Objects.requireNonNullElse(topK, 10);
    }

    boolean wantsExplanation() {
        return Boolean.TRUE.equals(explain);
    }
}
