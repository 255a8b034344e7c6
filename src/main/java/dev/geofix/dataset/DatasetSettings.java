package dev.geofix.dataset;

import java.nio.file.Path;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of data sets.
 *
 * @param roots jobs read data sets, starting weights and calibration photos below these only; none given means the folder datasets of the data folder
 */
@ConfigurationProperties("geofix.dataset")
record DatasetSettings(@DefaultValue List<Path> roots) {}
