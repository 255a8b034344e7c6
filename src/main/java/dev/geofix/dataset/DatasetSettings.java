package dev.geofix.dataset;

import java.nio.file.Path;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of data sets.
 *
 * @param roots folders below which trainings and evaluations may read data sets, starting weights and calibration photos; none given means the folder datasets of the data folder
 */
@ConfigurationProperties("geofix.dataset")
record DatasetSettings(@DefaultValue List<Path> roots) {}
