package dev.geofix.platform.web;

import org.apache.catalina.core.StandardHost;
import org.springframework.boot.tomcat.TomcatContextCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ContainerConfiguration {
    @Bean
    TomcatContextCustomizer bodies(BodySettings settings) {
        return context -> context.getParent().getPipeline().addValve(new BodyValve(settings));
    }

    @Bean
    TomcatContextCustomizer problemsOfTheContainer() {
        return context -> ((StandardHost) context.getParent())
                .setErrorReportValveClass(ProblemReportValve.class.getName());
    }
}
