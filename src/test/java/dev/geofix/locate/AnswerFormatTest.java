package dev.geofix.locate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswerFormatTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            */*                                                  | JSON
            application/json                                     | JSON
            application/*                                        | JSON
            text/html, */*;q=0.8                                 | JSON
            image/png                                            | PNG
            image/*                                              | PNG
            image/png, application/problem+json                  | PNG
            image/png, application/json                          | PNG
            image/png;q=0.5, application/json                    | JSON
            image/png;q=0, application/json;q=0.1                | JSON
            image/png;q=0.9, application/geo+json                | GEO_JSON
            image/jpeg, */*                                      | JSON
            application/geo+json                                 | GEO_JSON
            application/json, application/geo+json;q=0.1         | JSON
            """)
    void onlyWhoNamesAFormatAndLikesItGetsIt(String accept, AnswerFormat format) {
        assertThat(AnswerFormat.of(accept)).isEqualTo(format);
    }

    @Test
    void whoSaysNothingGetsJson() {
        assertThat(AnswerFormat.of(null)).isEqualTo(AnswerFormat.JSON);
    }
}
