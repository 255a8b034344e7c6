package dev.geofix.locate;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;

/** What an answer is written as. */
enum AnswerFormat {
    JSON(MediaType.APPLICATION_JSON), GEO_JSON(MediaType.valueOf(GeoJson.MEDIA_TYPE)), PNG(MediaType.IMAGE_PNG);

    private final MediaType mediaType;

    AnswerFormat(MediaType mediaType) {
        this.mediaType = mediaType;
    }

    MediaType mediaType() {
        return mediaType;
    }

    /**
     * Only who names another one, and likes it no less than plain JSON, gets it: to {@code *}{@code /*}, as a plain curl sends it, plain JSON is
     * the answer.
     *
     * @param accept header of the request
     */
    static AnswerFormat of(@Nullable String accept) {
        List<MediaType> types = MediaType.parseMediaTypes(accept);
        AnswerFormat best = JSON;
        for (AnswerFormat format : values()) {
            double quality = format.quality(types);
            if (quality > 0 && quality >= best.quality(types)) {
                best = format;
            }
        }
        return best;
    }

    private double quality(List<MediaType> types) {
        return types.stream().filter(this::isNamedBy).mapToDouble(MediaType::getQualityValue).max().orElse(0);
    }

    /** There is one kind of image only, so any image names it. */
    private boolean isNamedBy(MediaType type) {
        return mediaType.equalsTypeAndSubtype(type)
                || this == PNG && type.isWildcardSubtype() && type.getType().equals(mediaType.getType());
    }
}
