package dev.geofix.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.testcontainers.junit.jupiter.Testcontainers;

/** Of tests that start images: they run when they are asked for, since images are fetched and built for them, and where there is Docker. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@EnabledIfSystemProperty(named = "geofix.test.docker", matches = "true", disabledReason = "starts images in Docker; asked for by ./mvnw test -Dgeofix.test.docker=true -Dtest='*ContainerTest'")
@Testcontainers(disabledWithoutDocker = true)
public @interface InDocker {
}
