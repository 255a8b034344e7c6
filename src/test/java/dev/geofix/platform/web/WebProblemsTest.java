package dev.geofix.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.validation.constraints.Max;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.multipart.MultipartFile;

class WebProblemsTest {
    private final MockMvcTester web = MockMvcTester.of(List.of(new Sample()),
            builder -> builder.setControllerAdvice(new WebProblems()).addFilters(new MalformedRequestFilter()).build());

    @Test
    void aWordWhereANumberBelongs() {
        assertProblem(web.get().uri("/count?n=x").exchange(), HttpStatus.BAD_REQUEST,
                "n must be a whole number, not 'x'.");
    }

    @Test
    void aNumberOutOfRange() {
        assertProblem(web.get().uri("/count?n=11").exchange(), HttpStatus.BAD_REQUEST,
                "must be less than or equal to 10");
    }

    @Test
    void aWordThatIsNoneOfTheChoices() {
        assertProblem(web.get().uri("/unit?unit=parsec").exchange(), HttpStatus.BAD_REQUEST, "one of", "seconds");
    }

    @Test
    void aMissingPart() {
        assertProblem(web.post().uri("/file").multipart().exchange(), HttpStatus.BAD_REQUEST,
                "The part 'image' is missing", "-F image=@FILE");
    }

    @Test
    void aBodyThatIsNotMultipart() {
        assertProblem(web.post().uri("/file").contentType(MediaType.TEXT_PLAIN).content("x").exchange(),
                HttpStatus.UNSUPPORTED_MEDIA_TYPE, "multipart/form-data");
    }

    @Test
    void anAcceptThatCannotBeRead() {
        assertProblem(web.get().uri("/count?n=x").header("Accept", ";q=").exchange(), HttpStatus.NOT_ACCEPTABLE,
                "Accept cannot be read");
    }

    @Test
    void anUploadForWhichTheTemporaryFolderHasNoRoom() {
        ProblemDetail problem = new WebProblems()
                .notMultipart(new MultipartException("Failed to parse", new IOException("No space left on device")));
        assertThat(problem.getStatus()).isEqualTo(507);
        assertThat(problem.getDetail()).contains("temporary folder", "spring.servlet.multipart.location")
                .doesNotContain("data folder");
    }

    @Test
    void aBodyOfAllTypes() {
        assertProblem(web.post().uri("/file").header("Content-Type", "*/*").content("x").exchange(),
                HttpStatus.UNSUPPORTED_MEDIA_TYPE, "cannot hold a *");
    }

    private static void assertProblem(MvcTestResult result, HttpStatus status, String... words) {
        assertThat(result).hasStatus(status).hasContentType(MediaType.APPLICATION_PROBLEM_JSON);
        assertThat(result).bodyJson().extractingPath("$.detail").asString().contains(words);
    }

    @RestController
    static class Sample {
        @GetMapping("/count")
        int count(@RequestParam("n") @Max(10) int n) {
            return n;
        }

        @GetMapping("/unit")
        TimeUnit unit(@RequestParam("unit") TimeUnit unit) {
            return unit;
        }

        @PostMapping(path = "/file", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
        long file(@RequestPart("image") MultipartFile image) {
            return image.getSize();
        }
    }
}
