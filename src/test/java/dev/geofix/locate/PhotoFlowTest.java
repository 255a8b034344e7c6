package dev.geofix.locate;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.geofix.imaging.ImageDecoder;
import dev.geofix.imaging.PhotoMetadata;
import dev.geofix.inference.DecodeBulkhead;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A photo is decoded, and what is embedded in it read, once for each answer. */
class PhotoFlowTest {
    private static final List<JavaMethodCall> CALLS = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("dev.geofix.locate").stream()
            .map(JavaClass::getMethodCallsFromSelf).flatMap(Set::stream).toList();

    @Test
    void thePhotoIsReadInOnePlace() {
        assertThat(CALLS.stream().filter(call -> call.getTargetOwner().isEquivalentTo(DecodeBulkhead.class)
                && call.getName().equals("photo"))).hasSize(1)
                .allMatch(call -> call.getOriginOwner().isEquivalentTo(LocateService.class));
    }

    /** Who reads the metadata by itself, or decodes beside the bulkhead, does it a second time. */
    @Test
    void nobodyReadsItAgain() {
        assertThat(CALLS).noneMatch(call -> call.getTargetOwner().isEquivalentTo(PhotoMetadata.class)
                && call.getName().equals("read"))
                .noneMatch(call -> call.getTargetOwner().isEquivalentTo(ImageDecoder.class));
    }
}
