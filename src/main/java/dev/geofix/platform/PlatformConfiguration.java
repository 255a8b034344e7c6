package dev.geofix.platform;

import org.apache.catalina.core.StandardHost;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.tomcat.TomcatContextCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

@Configuration(proxyBeanMethods = false)
class PlatformConfiguration {
    /**
     * Locks the data folder before any bean exists, the data source among them. What is registered first is destroyed last, so the
     * lock outlives every bean that writes.
     */
    @Bean
    static BeanFactoryPostProcessor dataFolderLock(Environment environment) {
        GeofixSettings settings = Binder.get(environment).bindOrCreate("geofix", GeofixSettings.class);
        return factory -> ((DefaultListableBeanFactory) factory).registerDisposableBean("dataFolder",
                DataFolder.open(settings.data())::close);
    }

    @Bean
    TomcatContextCustomizer problemsOfTheContainer() {
        return context -> ((StandardHost) context.getParent())
                .setErrorReportValveClass(ProblemReportValve.class.getName());
    }
}
